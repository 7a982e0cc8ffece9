import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from './button.tsx';
import styles from './qr-camera.module.css';
import { openQrReader } from './read-qr.ts';

/**
 * `asking`: the browser asks for permission, or the camera wakes. `live`: it looks. `refused`: not allowed. `none`: no
 * camera here. `busy`: another program has it, or it was pulled out. `broken`: this browser reads no codes.
 */
export type CameraState = 'asking' | 'live' | 'refused' | 'none' | 'busy' | 'broken';

export interface QrCameraProps {
  readonly label: string;
  /** '' where there is nothing to say. */
  readonly words: { readonly [state in CameraState]: string };
  readonly retryLabel: string;
  /** The camera is switched off meanwhile: the screen is covered. */
  readonly paused: boolean;
  /** Each time a code is seen, the same one many times. */
  readonly onText: (text: string) => void;
}

/** Frames a second that are looked at: a hand holds a card for longer than that. */
const LOOK_EVERY_MS = 150;

/** The camera on the back, looking for a QR code. Off whenever nobody can see it: closed, covered, page hidden. */
export function QrCamera({ label, words, retryLabel, paused, onText }: QrCameraProps) {
  const videoRef = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('asking');
  const [round, setRound] = useState(0);
  const running = usePageVisible() && !paused;
  const told = useEffectEvent(onText);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks for the camera again
  useEffect(() => {
    const video = videoRef.current;
    if (!running || video === null) return;
    setState('asking');
    return watchCamera(video, { state: setState, text: (text) => told(text) });
  }, [running, round]);

  const failed = state !== 'asking' && state !== 'live';
  return (
    <div className={styles.camera}>
      <video ref={videoRef} className={styles.video} aria-label={label} hidden={failed} muted playsInline />
      <p role="status" className={styles.words}>
        {words[state]}
      </p>
      {state === 'refused' || state === 'busy' ? (
        <Button onClick={() => setRound((now) => now + 1)}>{retryLabel}</Button>
      ) : null}
    </div>
  );
}

function usePageVisible(): boolean {
  const [visible, setVisible] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const listen = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', listen);
    return () => document.removeEventListener('visibilitychange', listen);
  }, []);
  return visible;
}

type Told = { readonly state: (state: CameraState) => void; readonly text: (text: string) => void };

/** Opens the camera and looks until it is told to stop; then every track of it is stopped, however far it had come. */
function watchCamera(video: HTMLVideoElement, told: Told): () => void {
  const reader = openQrReader();
  let over = false;
  let stream: MediaStream | undefined;
  const run = async () => {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    if (over) {
      switchOff(stream);
      return;
    }
    for (const track of stream.getTracks()) track.addEventListener('ended', () => told.state('busy'));
    video.srcObject = stream;
    await video.play();
    told.state('live');
    while (!over) {
      const text = await reader.findInFrame(video);
      if (!over && text !== undefined) told.text(text);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  };
  run().catch((error: unknown) => {
    if (stream !== undefined) switchOff(stream);
    if (!over) told.state(whatFailed(error, stream !== undefined));
  });
  return () => {
    over = true;
    if (stream !== undefined) switchOff(stream);
    video.srcObject = null;
    reader.close();
  };
}

function switchOff(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The names of `getUserMedia`'s refusals; a browser without any of it throws a TypeError. */
function whatFailed(error: unknown, wasOpen: boolean): CameraState {
  if (wasOpen) return 'broken';
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'none';
  }
}
