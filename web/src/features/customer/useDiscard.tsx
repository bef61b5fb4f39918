import { useState, type ReactNode } from 'react';
import { useT } from '@/i18n';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';

/** Leaves a form at once when nothing was typed, and asks first when something was. */
export function useDiscard(dirty: boolean, leave: () => void): { discard: () => void; question: ReactNode } {
  const t = useT();
  const [asking, setAsking] = useState(false);
  return {
    discard: () => (dirty ? setAsking(true) : leave()),
    question: asking && (
      <ConfirmDanger
        title={t('customer.discard_title')}
        action={t('customer.discard')}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          leave();
          return Promise.resolve();
        }}
      >
        <p>{t('customer.discard_text')}</p>
      </ConfirmDanger>
    ),
  };
}
