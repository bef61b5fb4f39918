import type { UseQueryResult } from '@tanstack/react-query';
import type { Difference } from '@/api/regulation';
import { useI18n, type MessageKey } from '@/i18n';
import { QueryGate } from '@/shared/layout/states';
import { labelText } from '@/shared/text/label';
import css from './regulation.module.css';

/** What changes, and for whom. */
export function Differences({ query }: { query: UseQueryResult<Difference> }) {
  const { t, locale } = useI18n();
  const say = (text: { zh: string; en?: string }) => labelText({ en: '', ...text }, locale);
  return (
    <section className={css.differences} aria-live="polite">
      <h3>{t('regulation.differences')}</h3>
      <QueryGate query={query}>
        {(data) =>
          data.changes.length === 0 ? (
            <p className={css.quiet}>{t('regulation.no_difference')}</p>
          ) : (
            <>
              <p className={css.quiet}>
                {t('regulation.differences_count', { count: data.changes.length })}
                {data.obligations + data.changed + data.released > 0 &&
                  ` ${t('regulation.affected', { customers: data.customers, obligations: data.obligations, changed: data.changed, released: data.released })}`}
              </p>
              <ul>
                {data.changes.map((change, index) => (
                  <li key={index}>
                    <span className={css.number}>{change.clause}</span> <strong>{t(`regulation.what_${change.what}` as MessageKey)}</strong>
                    {say(change.before) && <p className={css.before}>{say(change.before)}</p>}
                    {say(change.after) && <p className={css.after}>{say(change.after)}</p>}
                    {say(change.reason) && <p className={css.quiet}>{t('regulation.because', { reason: say(change.reason) })}</p>}
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </QueryGate>
    </section>
  );
}
