import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { Handshake } from 'lucide-react';
import { useState } from 'react';
import { acceptPledge, pledgeQuery, type Pledge } from '@/api/pledge';
import { sessionQuery } from '@/api/session';
import { useMe } from '@/app/me';
import { useI18n, type MessageKey } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, QueryGate } from '@/shared/layout/states';
import { labelText } from '@/shared/text/label';
import { TimeText } from '@/shared/text/texts';
import css from './pledge.module.css';

/** The rules that bind everybody, and the conscious yes to them. Nothing else is open before it. */
export function PledgePage() {
  const { t } = useI18n();
  const query = useQuery(pledgeQuery);
  return (
    <Page title={t('pledge.title')} width="form" aside={query.data && t('pledge.version', { version: query.data.version })}>
      <QueryGate query={query}>{(pledge) => (pledge.asked_by ? <Rules pledge={pledge} /> : <NotAsked />)}</QueryGate>
    </Page>
  );
}

function NotAsked() {
  const { t } = useI18n();
  return (
    <Empty icon={Handshake} title={t('pledge.not_asked')} action={<Link to="/regulation">{t('pledge.to_regulation')}</Link>}>
      {t('pledge.not_asked_text')}
    </Empty>
  );
}

function Rules({ pledge }: { pledge: Pledge }) {
  const { t, locale } = useI18n();
  const say = (text: { zh: string; en?: string }) => labelText({ en: '', ...text }, locale);
  return (
    <>
      <p className={css.lead}>{pledge.required ? t(pledge.accepted ? 'pledge.lead_again' : 'pledge.lead') : t('pledge.lead_done')}</p>
      {pledge.changes.length > 0 && (
        <section aria-labelledby="pledge-changes">
          <h2 id="pledge-changes">{t('pledge.changes', { version: pledge.accepted?.version ?? '' })}</h2>
          <ul className={css.changes}>
            {pledge.changes.map((change, index) => (
              <li key={index}>
                <span className={css.number}>{change.clause}</span> <strong>{t(`regulation.what_${change.what}` as MessageKey)}</strong>
                {say(change.before) && <p className={css.before}>{say(change.before)}</p>}
                {say(change.after) && <p className={css.after}>{say(change.after)}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="pledge-rules">
        <h2 id="pledge-rules">{t('pledge.rules')}</h2>
        <ol className={css.rules}>
          {pledge.clauses.map((one) => (
            <li key={one.clause}>
              <span className={css.number}>{one.clause}</span>
              <p>{say(one.text)}</p>
            </li>
          ))}
        </ol>
      </section>
      <Accept pledge={pledge} />
    </>
  );
}

function Accept({ pledge }: { pledge: Pledge }) {
  const { t } = useI18n();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [read, setRead] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const accept = async () => {
    setBusy(true);
    setError(null);
    try {
      client.setQueryData(pledgeQuery.queryKey, await acceptPledge(pledge.version));
      setRead(false);
      await client.query({ ...sessionQuery, staleTime: 0 });
      if (!pledge.required) return;
      await client.invalidateQueries();
      await navigate({ to: '/' });
    } catch (problem) {
      setError(problem);
      void client.invalidateQueries({ queryKey: pledgeQuery.queryKey });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={css.accept} aria-label={t('pledge.accept')}>
      {pledge.accepted && (
        <p className={css.quiet} role="status">
          {t('pledge.accepted', { version: pledge.accepted.version })} <TimeText at={pledge.accepted.at} />
        </p>
      )}
      {error !== null && <ProblemNote error={error} />}
      <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
        {t('pledge.i_accept', { name: me.person.name })}
      </Checkbox>
      <div>
        <Button type="primary" disabled={!read} loading={busy} onClick={() => void accept()}>
          {t(pledge.required ? 'pledge.accept' : 'pledge.accept_anew')}
        </Button>
      </div>
    </section>
  );
}
