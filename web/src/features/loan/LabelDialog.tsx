import { Button } from 'antd';
import { createPortal } from 'react-dom';
import type { LoanItem } from '@/api/loan';
import { useT } from '@/i18n';
import { Dialog } from '@/shared/overlay/Dialog';
import { QrCode } from '@/shared/QrCode';
import css from './loan.module.css';

/** The address that a scanned label opens. It names the number and nothing of what it stands for. */
const address = (number: string) => `${location.origin}/loans?number=${encodeURIComponent(number)}`;

function Labels({ items }: { items: readonly LoanItem[] }) {
  return (
    <ul className={css.labels}>
      {items.map(({ id, number }) => (
        <li key={id}>
          <QrCode text={address(number)} label={number} size={104} />
          <strong>{number}</strong>
        </li>
      ))}
    </ul>
  );
}

/** Labels to be printed and stuck on originals. Whoever finds one learns its number, and no more. */
export function LabelDialog({ items, onClose }: { items: readonly LoanItem[]; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog title={t('loan.label')} onClose={onClose}>
      <p>{t('loan.label_hint')}</p>
      <Labels items={items} />
      {createPortal(
        <div className={css.sheet} aria-hidden>
          <Labels items={items} />
        </div>,
        document.body,
      )}
      <div className={css.foot}>
        <Button type="primary" onClick={() => window.print()}>
          {t('loan.print')}
        </Button>
      </div>
    </Dialog>
  );
}
