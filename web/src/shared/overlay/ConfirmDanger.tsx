import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useT } from '@/i18n';
import { ProblemNote } from '../layout/ProblemNote';
import { Dialog } from './Dialog';

export interface ConfirmDangerProps {
  /** The question: "停用 王敏？" */
  title: string;
  /** What will happen, in a sentence or a list. */
  children: ReactNode;
  /** The deed, as a verb: "停用". */
  action: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  /** Not everything that asks is dangerous. */
  danger?: boolean;
}

/** Asks before something that is hard to take back; shows why it failed, in place. */
export function ConfirmDanger({ title, children, action, onConfirm, onClose, danger = true }: ConfirmDangerProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button type="primary" danger={danger} loading={busy} onClick={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      {error !== null && <ProblemNote error={error} />}
    </Dialog>
  );
}
