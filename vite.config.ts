import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { type ManifestOptions, VitePWA } from 'vite-plugin-pwa';

const SHORTCUT_ICON = { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' };

const webManifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Gần Dân',
  short_name: 'Gần Dân',
  description: 'Sổ tiếp công dân của xã, dùng được cả khi không có mạng',
  lang: 'vi',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  theme_color: '#0b4f9e',
  background_color: '#ffffff',
  categories: ['government', 'productivity'],
  // Android's larger sheet for installing shows them; a long press on the icon offers the shortcuts.
  screenshots: [
    { src: '/screenshots/today.png', sizes: '720x1280', type: 'image/png', form_factor: 'narrow', label: 'Hôm nay' },
    { src: '/screenshots/visits.png', sizes: '1280x800', type: 'image/png', form_factor: 'wide', label: 'Tiếp dân' },
  ],
  shortcuts: [
    { name: 'Ghi tiếp dân', url: '/tiep-dan/moi', icons: [SHORTCUT_ICON] },
    { name: 'Hôm nay', url: '/hom-nay', icons: [SHORTCUT_ICON] },
    { name: 'Chưa gửi', url: '/dong-bo', icons: [SHORTCUT_ICON] },
  ],
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
};

const here = import.meta.dirname;
const packageFile = JSON.parse(readFileSync(path.join(here, 'package.json'), 'utf8')) as { version: string };

/** When the sources last changed: the same sources make the same app, however often they are built. */
function newestSourceMs(): number {
  const folder = path.join(here, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(...files.map((file) => Math.floor(statSync(path.join(folder, file)).mtimeMs)));
}

/**
 * `qr-scanner` carries its decoder as a text, to be made a worker by a blob: address, which the CSP forbids. Here the
 * text becomes a module, so that the decoder is built into a worker file of our own (src/ui/qr-worker.ts).
 */
function qrDecoder(): Plugin {
  return {
    name: 'qr-decoder',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/qr-scanner-worker.min.js')) return undefined;
      const text = /new Blob\(\[`([\s\S]*)`\]/.exec(code)?.[1];
      if (text === undefined) return this.error('qr-scanner does not carry its decoder as a text any more');
      return { code: text.replace(/\\([`$\\])/g, '$1'), map: null };
    },
  };
}

const serverUrl = `http://127.0.0.1:${process.env.PORT ?? '8080'}`;

const browser: UserConfig = {
  define: {
    __APP_VERSION__: JSON.stringify(packageFile.version),
    __APP_BUILT_AT_MS__: String(newestSourceMs()),
  },
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'service-worker.ts',
      // Registered after the first paint by src/app/register-service-worker.ts; the CSP allows no inline script.
      injectRegister: null,
      manifest: webManifest,
      integration: {
        configureCustomSWViteBuild(workerBuild) {
          workerBuild.logLevel = 'warn';
        },
      },
      injectManifest: {
        rollupFormat: 'iife',
        // Only the browser's sheet for installing shows them, and that needs the network.
        globIgnores: ['screenshots/**'],
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,wasm}'],
        // Named after their content: a new content is a new name.
        dontCacheBustURLsMatching: /^assets\//,
      },
    }),
  ],
  worker: { plugins: () => [qrDecoder()] },
  server: { proxy: { '/api': serverUrl, '/sync': serverUrl } },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    manifest: true,
    // The CSP allows no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What the first screen needs comes in two files instead of 37: fewer requests over 3G, and it packs better.
        // The packages stand apart, because a new version of ours seldom changes them: an update fetches only ours.
        codeSplitting: {
          groups: [
            { name: 'packages', tags: ['$initial'], test: /node_modules/ },
            { name: 'index', tags: ['$initial'] },
          ],
        },
      },
    },
  },
};

/** A server file that runs as a process of its own: the two commands, and each `*.process.ts`. */
function serverEntries(): Record<string, string> {
  const folder = path.resolve(import.meta.dirname, 'src/server');
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const entries = files.filter((file) => ['main.ts', 'audit.ts'].includes(file) || file.endsWith('.process.ts'));
  return Object.fromEntries(entries.map((file) => [path.basename(file, '.ts'), path.join(folder, file)]));
}

/** One bundle per entry, packages left in node_modules: plain node needs half the memory of tsx. */
const server = (): UserConfig => ({
  build: {
    outDir: 'dist/server',
    emptyOutDir: true,
    ssr: true,
    sourcemap: true,
    target: 'node20',
    rolldownOptions: {
      input: serverEntries(),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
    copyPublicDir: false,
    reportCompressedSize: false,
  },
});

export default defineConfig(({ isSsrBuild }) => (isSsrBuild ? server() : browser));
