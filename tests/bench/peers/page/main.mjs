import * as pouch from './pouch.mjs';
import * as rx from './rx.mjs';

window.peers = { pouch, rx };
