import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { lockSession } from '@/api/device';
import { whenHeld, type Held } from '@/api/http';
import { sessionKey } from '@/api/session';
import type { Me } from '@/api/types';
import { useMe } from '@/app/me';
import { prepareRest } from '@/i18n';
import { LockScreen, ProofDialog } from './LockScreen';

const MINUTE = 60_000;
/** How often it is looked whether somebody is still there, in ms. */
const LOOK = 5_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
/** All windows of the browser know of each other that somebody is there. */
const CHANNEL = 'kedang.presence';

/** Calls `gone` when nobody has touched any window of the page for so many minutes; 0: never. */
function useAway(minutes: number, gone: () => void): void {
  useEffect(() => {
    if (minutes <= 0) return;
    let last = Date.now();
    const others = new BroadcastChannel(CHANNEL);
    others.onmessage = () => {
      last = Date.now();
    };
    const here = () => {
      const now = Date.now();
      // One word a second is enough for the other windows.
      if (now - last > 1_000) others.postMessage(null);
      last = now;
    };
    for (const sign of SIGNS) window.addEventListener(sign, here, { passive: true, capture: true });
    // A machine that slept wakes up with an old time: it locks at once.
    const watch = setInterval(() => {
      if (Date.now() - last >= minutes * MINUTE) gone();
    }, LOOK);
    return () => {
      clearInterval(watch);
      others.close();
      for (const sign of SIGNS) window.removeEventListener(sign, here, { capture: true });
    };
  }, [minutes, gone]);
}

/** Whether somebody is there, and who: locks a page that is left alone, and asks for another proof. */
export function Presence() {
  const client = useQueryClient();
  const me = useMe();
  const { locked, proof_needed: proofNeeded, lock_minutes: minutes } = me.session;
  const [held, setHeld] = useState<Held | null>(locked ? 'session_locked' : proofNeeded ? 'proof_needed' : null);
  const [ready, setReady] = useState(false);
  const [lock] = useState(() => () => {
    setHeld('session_locked');
    // What was typed stays; the server tells nothing either until the password is given. Without a
    // network the page is locked all the same.
    lockSession().catch(() => undefined);
  });

  useAway(held === 'session_locked' ? 0 : minutes, lock);
  useEffect(() => {
    whenHeld(setHeld);
    return () => whenHeld(() => undefined);
  }, []);
  useEffect(() => {
    if (held) void prepareRest().then(() => setReady(true));
  }, [held]);

  if (!held || !ready) return null;
  const open = (again?: Me) => {
    setHeld(null);
    client.setQueryData<Me>(sessionKey, (before) => {
      const now = again ?? before;
      return now && { ...now, session: { ...now.session, locked: false, proof_needed: false } };
    });
    void client.invalidateQueries();
  };
  return held === 'session_locked' ? <LockScreen login={me.person.login} name={me.person.name} onOpen={open} /> : <ProofDialog enabled={me.person.totp_enabled} onOpen={() => open()} onClose={() => setHeld(null)} />;
}
