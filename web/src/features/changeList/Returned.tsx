import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { answerChange, refreshChangeLists, type ListedChange } from '@/api/changeList';
import { useFields } from '@/features/customer/catalogue';
import { useT } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { noticeError } from '@/shared/overlay/notice';
import { Change } from './Change';
import css from './changeList.module.css';

/** What a head wants looked at again, at the top of the page of its author. */
export function Returned({ changes }: { changes: readonly ListedChange[] }) {
  const t = useT();
  const fields = useFields('customer');
  const contactFields = useFields('contact');
  return (
    <Section title={t('change_list.back_title')} hint={t('change_list.back_hint')}>
      <ul className={css.changes}>
        {changes.map((change) => (
          <li key={change.id} className={css.change}>
            <Change change={change} fields={fields} contactFields={contactFields}>
              <Answer change={change} />
            </Change>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Answer({ change }: { change: ListedChange }) {
  const t = useT();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const send = () => {
    setBusy(true);
    void answerChange(change, text.trim())
      .then(() => refreshChangeLists(client), noticeError)
      .finally(() => setBusy(false));
  };
  return (
    <div className={css.answer}>
      <Input aria-label={t('change_list.answer_label')} placeholder={t('change_list.answer_label')} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} onPressEnter={() => text.trim() && send()} />
      <Button type="primary" loading={busy} disabled={!text.trim()} onClick={send}>
        {t('change_list.answer_send')}
      </Button>
    </div>
  );
}
