import { Button, Input } from 'antd';
import { FileUp } from 'lucide-react';
import { useId, useRef, useState, type DragEvent } from 'react';
import { readCards, type CardRead } from '@/api/card';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { FoundCard } from './FoundCard';
import { textOf } from './textOf';
import css from './read.module.css';

/** Longer texts are no cards, and the server would refuse them. */
const TEXT_MAX = 500_000;

export function ReadCardsPage() {
  return (
    <Needs anyOf={['customer.create']}>
      <ReadCards />
    </Needs>
  );
}

/** Cards that somebody sent: read, looked for on file, put on file one by one. */
function ReadCards() {
  const t = useT();
  const inputId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [cards, setCards] = useState<readonly CardRead[] | null>(null);

  const read = async (said: string) => {
    setBusy(true);
    setError(null);
    try {
      setCards(await readCards(said));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    const said = textOf(new Uint8Array(await file.arrayBuffer()));
    setText(said);
    if (input.current) input.current.value = '';
    await read(said);
  };
  const drop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };

  if (cards) {
    return (
      <Page
        title={t('card.read_title')}
        aside={t('card.read_count', { count: cards.length })}
        actions={
          <Button
            onClick={() => {
              setCards(null);
              setText('');
            }}
          >
            {t('card.read_again')}
          </Button>
        }
      >
        <ul className={css.found}>
          {cards.map((card, index) => (
            <li key={index}>
              <FoundCard card={card} number={index + 1} />
            </li>
          ))}
        </ul>
      </Page>
    );
  }
  return (
    <Page title={t('card.read_title')}>
      <Section title={t('card.choose_file')} hint={t('card.read_text')}>
        <div className={css.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
          <label htmlFor={inputId} className="visually-hidden">
            {t('card.choose_file')}
          </label>
          <input id={inputId} ref={input} type="file" accept=".vcf,text/vcard,text/x-vcard" className="visually-hidden" tabIndex={-1} onChange={(event) => void take(event.target.files?.[0])} />
          <Button icon={<FileUp size={16} />} loading={busy} onClick={() => input.current?.click()}>
            {t('card.choose_file')}
          </Button>
          <Input.TextArea aria-label={t('card.paste')} placeholder={t('card.paste_hint')} rows={8} maxLength={TEXT_MAX} value={text} onChange={(event) => setText(event.target.value)} />
          <Button type="primary" disabled={text.trim() === ''} loading={busy} onClick={() => void read(text)}>
            {t('card.read_now')}
          </Button>
        </div>
        {error !== null && <ProblemNote error={error} />}
      </Section>
    </Page>
  );
}
