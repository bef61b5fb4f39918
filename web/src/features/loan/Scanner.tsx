import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useT } from '@/i18n';
import { Dialog } from '@/shared/overlay/Dialog';
import css from './loan.module.css';

/** What browsers that read codes by themselves offer; the types of the DOM do not know it yet. */
interface CodeDetector {
  detect: (from: HTMLVideoElement) => Promise<readonly { rawValue: string }[]>;
}
type CodeDetectorClass = new (options: { formats: string[] }) => CodeDetector;

const detector = (): CodeDetectorClass | undefined => (globalThis as { BarcodeDetector?: CodeDetectorClass }).BarcodeDetector;

/** Whether this device can read a label by its camera; elsewhere a number is typed. */
export const canScan = (): boolean => detector() !== undefined && 'mediaDevices' in navigator;

/** How often a picture is looked at, in ms. */
const EVERY = 250;

/** The camera, until it sees a label. The picture stays on the device. */
export function Scanner({ onFound, onClose }: { onFound: (label: string) => void; onClose: () => void }) {
  const t = useT();
  const video = useRef<HTMLVideoElement>(null);
  const found = useEffectEvent(onFound);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const Detector = detector();
    if (!Detector) return;
    const reader = new Detector({ formats: ['qr_code', 'code_128'] });
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let over = false;
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const picture = video.current;
      if (over || !picture) return;
      picture.srcObject = stream;
      await picture.play();
      timer = setInterval(() => {
        void reader.detect(picture).then(
          ([code]) => code && !over && found(code.rawValue),
          () => undefined,
        );
      }, EVERY);
    };
    void begin().catch(() => setFailed(true));
    return () => {
      over = true;
      clearInterval(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);
  return (
    <Dialog title={t('loan.camera')} onClose={onClose}>
      {failed ? <p role="alert">{t('loan.camera_failed')}</p> : <p>{t('loan.camera_hint')}</p>}
      <video ref={video} className={css.camera} muted playsInline aria-label={t('loan.camera')} />
    </Dialog>
  );
}
