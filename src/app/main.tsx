import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/base.css';
import { WORDS } from '../domain/text/wording.ts';
import { SnackbarProvider } from '../ui/snackbar.tsx';
import { readAppearance, showAppearance } from './appearance-choice.ts';
import { browserApi } from './browser-api.ts';
import { BUILD } from './build.ts';
import { installs } from './install.ts';
import { browserEnvironment } from './phone/environment.ts';
import { phoneGate } from './phone/gate.ts';
import { registerServiceWorker } from './register-service-worker.ts';
import { Root } from './root.tsx';
import { updates } from './updates.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
showAppearance(readAppearance());
installs.watch();

const environment = browserEnvironment(BUILD);
const api = browserApi(environment.http, () => environment.sessionMark.set(undefined), environment.world.newId);

createRoot(root).render(
  <StrictMode>
    <SnackbarProvider closeLabel={WORDS.close}>
      <Root gate={phoneGate(environment)} api={api} nowMs={environment.world.nowMs} version={BUILD.version} />
    </SnackbarProvider>
  </StrictMode>,
);
registerServiceWorker({ onUpdateWaiting: updates.arrived });
