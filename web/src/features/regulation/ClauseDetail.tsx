import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { coverageQuery, differenceQuery, versionsQuery, type Book, type Clause, type Rule } from '@/api/regulation';
import { useMay } from '@/app/me';
import { useI18n } from '@/i18n';
import { labelText } from '@/shared/text/label';
import { DayText } from '@/shared/text/texts';
import { MetMark } from './MetMark';
import css from './regulation.module.css';

interface Text { zh: string; en?: string }

/** The rules of a clause. */
export const rulesOf = (book: Book, clause: Clause): Rule[] => book.rules.filter((rule) => rule.clause === clause.clause);

/** An article in force: what it says, how it is met, its values, this month's evidence, its history. */
export function ClauseDetail({ book, clause }: { book: Book; clause: Clause }) {
  const { t } = useI18n();
  return (
    <>
      <ClauseText book={book} clause={clause} />
      <HowMet clause={clause} />
      <Values rules={rulesOf(book, clause)} />
      <h3>{t('regulation.month')}</h3>
      <ThisMonth clause={clause.clause} />
      <h3>{t('regulation.history')}</h3>
      <History clause={clause.clause} />
    </>
  );
}

export function ClauseText({ book, clause }: { book: Book; clause: Clause }) {
  const { locale } = useI18n();
  const pack = book.packs.find((one) => one.code === clause.pack);
  const say = (text: Text) => labelText({ en: '', ...text }, locale);
  return (
    <header className={css.said}>
      <p className={css.quiet}>
        {pack && say(pack.title)}
        {clause.heading && ` · ${say(clause.heading)}`}
      </p>
      <h2>{clause.clause}</h2>
      <p className={css.text}>{say(clause.text)}</p>
    </header>
  );
}

export function HowMet({ clause }: { clause: Clause }) {
  const { t, locale, maybe } = useI18n();
  const will = clause.will ? maybe(`regulation.will_${clause.will}`) : undefined;
  return (
    <>
      <h3>{t('regulation.how')}</h3>
      <p>
        <MetMark met={clause.met} /> {will && <span className={css.quiet}>{will}</span>}
      </p>
      <ul className={css.by}>
        {clause.by.map((one) => {
          const title = labelText({ en: '', ...one.title }, locale);
          // Pages with an id in their address are reached from lists.
          const page = one.page && !one.page.includes('$') ? one.page : null;
          return <li key={one.key}>{page ? <a href={page}>{title}</a> : <>{title}{!one.page && <span className={css.quiet}> {t('regulation.missing')}</span>}</>}</li>;
        })}
      </ul>
    </>
  );
}

function Values({ rules }: { rules: readonly Rule[] }) {
  const { t, locale } = useI18n();
  const say = (text: Text) => labelText({ en: '', ...text }, locale);
  if (rules.length === 0) return null;
  return (
    <>
      <h3>{t('regulation.values')}</h3>
      <dl className={css.values}>
        {rules.map((rule) => (
          <div key={rule.key}>
            <dt>{say(rule.label)}</dt>
            <dd>
              {rule.value === '' ? <span className={css.quiet}>{t('regulation.blank')}</span> : say(rule.words)}
              {rule.changed && (
                <p className={css.quiet}>
                  {t('regulation.was', { value: rule.shipped === '' ? t('regulation.blank') : say(rule.shipped_words) })}
                  {rule.reason && ` ${t('regulation.because', { reason: say(rule.reason) })}`}
                </p>
              )}
              {!rule.holds && <p className={css.quiet}>{t('regulation.other_holds')}</p>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function ThisMonth({ clause }: { clause: string }) {
  const { t } = useI18n();
  const { data } = useQuery(coverageQuery(undefined));
  const shown = data?.clauses.find((one) => one.clause === clause);
  if (!data || !shown) return null;
  if (shown.refused + shown.done === 0) return <p className={css.quiet}>{t('regulation.month_none')}</p>;
  return (
    <p>
      <EvidenceLink clause={clause} from={data.from} to={data.to} text={t('regulation.month_text', { refused: shown.refused, done: shown.done })} />
    </p>
  );
}

/** Leads to the entries behind a number, for whoever may read them. */
export function EvidenceLink({ clause, from, to, text }: { clause: string; from: string; to: string; text: string }) {
  const may = useMay();
  if (!may('evidence.read')) return <>{text}</>;
  return (
    <Link to="/evidence" search={{ clause, from, to }}>
      {text}
    </Link>
  );
}

function History({ clause }: { clause: string }) {
  const { t, locale } = useI18n();
  const versions = useQuery(versionsQuery);
  const approved = (versions.data?.items ?? []).filter((one) => one.number !== null).sort((a, b) => (b.number ?? 0) - (a.number ?? 0));
  const steps = approved.flatMap((one, index) => {
    const before = approved[index + 1];
    return before ? [{ one, before }] : [];
  });
  const differences = useQueries({ queries: steps.map(({ one, before }) => differenceQuery(one.id, one.version, before.id)) });
  const first = approved.at(-1);
  return (
    <ol className={css.history}>
      {steps.flatMap(({ one }, index) =>
        (differences[index]?.data?.changes ?? [])
          .filter((change) => change.clause.split(', ').includes(clause))
          .map((change) => (
            <li key={`${one.id} ${change.what}`}>
              <Link to="/regulation/versions/$id" params={{ id: one.id }}>
                {t('regulation.version_no', { number: one.number ?? '' })}
              </Link>{' '}
              {one.active_from && <DayText day={one.active_from} />} · {labelText({ en: '', ...change.before }, locale) || '—'} → {labelText({ en: '', ...change.after }, locale) || '—'}
            </li>
          )),
      )}
      {first?.active_from && (
        <li className={css.quiet}>
          {t('regulation.since')} <DayText day={first.active_from} />
        </li>
      )}
    </ol>
  );
}
