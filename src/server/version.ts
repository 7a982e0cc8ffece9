import manifest from '../../package.json' with { type: 'json' };

/** The version of this program: phones notice a new server by it. */
export const SERVER_VERSION: string = manifest.version;
