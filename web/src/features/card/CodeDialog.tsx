import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Download } from 'lucide-react';
import { cardCodeQuery, downloadContactCard } from '@/api/card';
import type { Id } from '@/api/types';
import { useT } from '@/i18n';
import { QueryGate } from '@/shared/layout/states';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeError } from '@/shared/overlay/notice';
import { QrCode } from '@/shared/QrCode';
import css from './card.module.css';

/** The card of a contact for a phone: its camera reads it into the address book. */
export function CodeDialog({ contact, onClose }: { contact: { id: Id; name: string }; onClose: () => void }) {
  const t = useT();
  const query = useQuery(cardCodeQuery(contact.id));
  return (
    <Dialog
      title={t('card.code_title', { name: contact.name })}
      onClose={onClose}
      width={360}
      footer={
        <Button icon={<Download size={16} />} onClick={() => void downloadContactCard(contact.id, contact.name).catch(noticeError)}>
          {t('card.download')}
        </Button>
      }
    >
      <QueryGate query={query}>
        {(text) => (
          <div className={css.code}>
            <QrCode text={text} size={264} label={t('card.code_label', { name: contact.name })} />
            <p>{t('card.code_text')}</p>
          </div>
        )}
      </QueryGate>
    </Dialog>
  );
}
