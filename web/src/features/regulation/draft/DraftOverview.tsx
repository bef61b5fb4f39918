import { useQueryClient } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { download } from '@/api/http';
import { refreshRegulation, writeVersion, type Version } from '@/api/regulation';
import { setupQuery } from '@/api/session';
import { useI18n } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { noticeError } from '@/shared/overlay/notice';
import { labelText } from '@/shared/text/label';
import { Contradictions } from '../Contradictions';
import css from '../regulation.module.css';
import { both, useChange } from './useChange';

/** The whole of a draft: upon which regulations it stands, what is settled, added, taken out. */
export function DraftOverview({ version }: { version: Version }) {
  const { t, locale } = useI18n();
  const change = useChange(version);
  const setup = useQuery(setupQuery);
  const regulations = setup.data?.regulations ?? [];
  return (
    <div className={css.draft}>
      {version.overtaken && (
        <p>
          <Button loading={change.isPending} onClick={() => change.mutate({ catch_up: true })}>
            {t('regulation.catch_up')}
          </Button>
        </p>
      )}
      <label className={css.field}>
        <span>{t('regulation.base')}</span>
        <Select
          mode="multiple"
          aria-label={t('regulation.base')}
          value={version.pack.base}
          loading={change.isPending}
          options={regulations.map((one) => ({ value: one.code, label: `${one.code} ${one.name[locale]}` }))}
          onChange={(base: string[]) => base.length > 0 && change.mutate({ base })}
        />
        <span className={css.quiet}>{t('regulation.base_hint')}</span>
      </label>
      {change.error && <ProblemNote error={change.error} />}
      <Contradictions
        book={version.book}
        onHold={(matter, pack) => change.mutate({ hold: [...version.pack.hold.filter((one) => one.matter !== matter), { matter, pack, reason: null }] })}
      />
      {version.book.dropped.length > 0 && (
        <>
          <h3>{t('regulation.dropped')}</h3>
          <ul className={css.contradictions}>
            {version.book.dropped.map((one) => (
              <li key={one.clause}>
                <span className={css.number}>{one.clause}</span> {labelText({ en: '', ...one.text }, locale)}{' '}
                <button type="button" className="link" onClick={() => change.mutate({ drop: version.pack.drop.filter((drop) => drop.clause !== one.clause) })}>
                  {t('regulation.take_back')}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <AddClause version={version} />
      <AsText version={version} />
    </div>
  );
}

/** A clause of the company's own. */
function AddClause({ version }: { version: Version }) {
  const { t } = useI18n();
  const change = useChange(version);
  const [number, setNumber] = useState(`1.${version.pack.clauses.length + 1}`);
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const heading = version.pack.clauses.length === 0 ? both(t('regulation.own')) : null;
        change.mutate({ clauses: [...version.pack.clauses, { number: number.trim(), heading, text: both(text) }] });
      }}
    >
      <h3>{t('regulation.add')}</h3>
      <div className={css.add}>
        <Input aria-label={t('regulation.number')} value={number} maxLength={20} onChange={(event) => setNumber(event.target.value)} />
        <Input aria-label={t('regulation.words')} placeholder={t('regulation.words')} value={text} onChange={(event) => setText(event.target.value)} />
        <Button htmlType="submit" disabled={!text.trim() || !number.trim()} loading={change.isPending}>
          {t('regulation.add')}
        </Button>
      </div>
      {change.error && <ProblemNote error={change.error} />}
    </form>
  );
}

/** The draft as a text: for an editor of one's own, and back. */
function AsText({ version }: { version: Version }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const upload = async (file: File | undefined) => {
    if (!file) return;
    setError(null);
    try {
      await writeVersion(version.id, version.version, await file.text());
      await refreshRegulation(client);
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <>
      <h3>{t('regulation.as_text')}</h3>
      <p className={css.quiet}>{t('regulation.as_text_hint')}</p>
      <p className={css.buttons}>
        <Button onClick={() => void download(`/policy/versions/${version.id}/toml`, 'regulation.toml').catch(noticeError)}>{t('regulation.download')}</Button>
        <label className={css.upload}>
          {t('regulation.upload')}
          <input
            type="file"
            accept=".toml,application/toml"
            className="visually-hidden"
            onChange={(event) => {
              void upload(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </label>
      </p>
      {error !== null && <ProblemNote error={error} />}
    </>
  );
}
