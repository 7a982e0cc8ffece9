// The QR decoder as a worker of its own: a picture of ten million points must not hold up typing. What it is asked and
// what it answers stands in read-qr.ts.
import 'qr-scanner/qr-scanner-worker.min.js';
