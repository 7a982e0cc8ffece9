// The one order of folders. Change it here and in docs/architecture.md, nowhere else.

/** A folder may import its own files, and those of the folders in its row. */
const mayImport = {
  contract: [],
  domain: ['contract'],
  store: ['contract', 'domain'],
  sync: ['contract', 'domain', 'store'],
  documents: ['contract', 'domain'],
  ui: [],
  features: ['contract', 'domain', 'store', 'documents', 'ui'],
  app: ['contract', 'domain', 'store', 'sync', 'documents', 'ui', 'features'],
  server: ['contract', 'domain'],
};

/** A package group may be imported by these folders only. */
const packagesOf = {
  dexie: { packages: ['dexie'], folders: ['store'] },
  react: {
    packages: ['react', 'react-dom', 'react-hook-form', 'wouter'],
    folders: ['ui', 'features', 'app'],
  },
  workbox: { packages: ['workbox-[a-z-]+'], folders: ['app'] },
  server: {
    packages: [
      ...['fastify', '@fastify/[a-z-]+', 'fastify-type-provider-zod', 'openapi-types', '@node-rs/argon2'],
      ...['pg', '@electric-sql/pglite', 'kysely'],
    ],
    folders: ['server'],
  },
};

/** These folders may import these packages only. */
const onlyPackages = { contract: ['zod'], domain: ['uuid'] };

const inFolders = (folders) => `^src/(${folders.join('|')})/`;
const inPackages = (packages) => `(^|/)node_modules/(${packages.join('|')})/`;

const rule = (name, from, to) => ({ name, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(([folder, row]) =>
      rule(
        `${folder}-imports-only-its-row`,
        { path: inFolders([folder]) },
        { path: '^(src|tests)/', pathNot: inFolders([folder, ...row]) },
      ),
    ),
    ...Object.entries(packagesOf).map(([group, { packages, folders }]) =>
      rule(
        `${group}-only-in-${folders.join('-')}`,
        { path: '^src/', pathNot: inFolders(folders) },
        { path: inPackages(packages) },
      ),
    ),
    ...Object.entries(onlyPackages).map(([folder, packages]) =>
      rule(
        `${folder}-imports-only-${packages.join('-')}`,
        { path: inFolders([folder]) },
        { path: '(^|/)node_modules/', pathNot: inPackages(packages) },
      ),
    ),
    rule('node-only-in-server', { path: '^src/', pathNot: inFolders(['server']) }, { dependencyTypes: ['core'] }),
    rule(
      'features-do-not-import-each-other',
      { path: '^src/features/([^/]+)/' },
      { path: '^src/features/', pathNot: '^src/features/$1/' },
    ),
    rule('no-cycles', {}, { circular: true }),
    rule('no-unknown-imports', { path: '^src/' }, { couldNotResolve: true }),
    rule('no-undeclared-packages', { path: '^src/' }, { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // A type-only import is an import: the order of folders is about who may know of whom.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};

// For the test that plants violations; dependency-cruiser refuses properties it does not know, but sees no hidden one.
Object.defineProperty(module.exports, 'mayImport', { value: mayImport });
