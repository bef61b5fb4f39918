import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { Copy } from 'lucide-react';
import { useId, useState } from 'react';
import { completeGreeting, greetingsKey, skipGreeting, type Greeting } from '@/api/greeting';
import { customerKey } from '@/api/customer';
import { workbenchQuery } from '@/api/workbench';
import { useI18n } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { copyText } from '@/shared/copy';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeInfo } from '@/shared/overlay/notice';
import { PhoneText } from '@/shared/text/texts';
import css from './greeting.module.css';

const TEXT_MAX = 500;
const REASON_MAX = 200;

/** The words, to be changed, copied and sent by whatever way; then it is on file. Or not sent, for a reason. */
export function GreetingDialog({ greeting, onClose }: { greeting: Greeting; onClose: () => void }) {
  const { t, maybe } = useI18n();
  const client = useQueryClient();
  const textId = useId();
  const [text, setText] = useState(greeting.text);
  const [skipping, setSkipping] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const name = greeting.contact?.name ?? greeting.customer.name;

  const end = async (deed: Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await deed;
      void client.invalidateQueries({ queryKey: greetingsKey });
      void client.invalidateQueries({ queryKey: customerKey(greeting.customer.id) });
      void client.invalidateQueries({ queryKey: workbenchQuery.queryKey });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('greeting.title_of', { name, occasion: maybe(`greeting.on_${greeting.occasion}`) ?? greeting.occasion })}
      onClose={onClose}
      width={520}
      keepOpen={text !== greeting.text || skipping}
      footer={
        skipping ? (
          <>
            <Button onClick={() => setSkipping(false)}>{t('common.back')}</Button>
            <Button type="primary" loading={busy} disabled={reason.trim() === ''} onClick={() => void end(skipGreeting(greeting, reason.trim()))}>
              {t('greeting.skip')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => setSkipping(true)}>{t('greeting.skip_this')}</Button>
            <Button type="primary" loading={busy} disabled={text.trim() === ''} onClick={() => void end(completeGreeting(greeting, text))}>
              {t('greeting.done')}
            </Button>
          </>
        )
      }
    >
      {skipping ? (
        <label className={css.field}>
          {t('greeting.reason')}
          <Input autoComplete="off" maxLength={REASON_MAX} value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
      ) : (
        <div className={css.field}>
          <label htmlFor={textId}>{t('greeting.text')}</label>
          <Input.TextArea id={textId} rows={5} maxLength={TEXT_MAX} value={text} onChange={(event) => setText(event.target.value)} />
          <p className={css.ways}>
            <Button
              size="small"
              icon={<Copy size={14} />}
              onClick={() => void copyText(text).then((done) => noticeInfo(t(done ? 'greeting.copied' : 'greeting.copy_failed')))}
            >
              {t('greeting.copy')}
            </Button>
            {greeting.mobile && <PhoneText number={greeting.mobile} />}
          </p>
          <p className={css.quiet}>{t('greeting.text_hint')}</p>
        </div>
      )}
      {error !== null && <ProblemNote error={error} />}
    </Dialog>
  );
}
