import { Button } from 'antd';
import type { LeakSource, LeakTrace } from '@/api/incident';
import { useI18n, useT } from '@/i18n';
import { Dialog } from '@/shared/overlay/Dialog';
import { TimeText } from '@/shared/text/texts';
import { percent } from './sheet';
import css from './trace.module.css';

/** What a comparison found: possible sources by likelihood, what matches, and how little is certain. */
export function TraceDialog({ trace, onClose }: { trace: LeakTrace; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog title={t('incident.trace_title')} onClose={onClose} width={760}>
      <article className={css.finding}>
        <h2>{t('incident.trace_title')}</h2>
        <p>
          {t('incident.trace_rows', { rows: trace.rows, known: trace.known })} · {t('incident.trace_compared', { count: trace.compared })}
        </p>
        <ol className={css.sources}>
          {trace.sources.map((source) => (
            <li key={source.source_id}>
              <Source source={source} />
            </li>
          ))}
          <li>
            <div className={css.head}>
              <strong>{t('incident.trace_else')}</strong>
              <Share of={trace.else_likelihood} />
            </div>
            <p className={css.quiet}>{t('incident.trace_else_hint')}</p>
          </li>
        </ol>
        <p className={css.caveat}>{t('incident.trace_caveat')}</p>
        <ul className={css.notes}>
          {trace.sources.filter((source) => source.sureness !== 'weak').length > 1 && <li>{t('incident.trace_mixed')}</li>}
          {trace.not_compared > 0 && <li>{t('incident.trace_not_compared', { count: trace.not_compared })}</li>}
          {trace.cut && <li>{t('incident.trace_cut')}</li>}
          <li>
            {t('incident.trace_by')} {trace.by.name} <TimeText at={trace.at} />
          </li>
          <li>{t('incident.trace_digest', { digest: trace.digest })}</li>
        </ul>
      </article>
      <div className={css.print}>
        <Button type="primary" onClick={() => window.print()}>
          {t('incident.trace_print')}
        </Button>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </Dialog>
  );
}

function Share({ of }: { of: number }) {
  return (
    <span className={css.share}>
      <span className={css.bar} aria-hidden>
        <span style={{ width: `${of / 10}%` }} />
      </span>
      <span className={css.figure}>{percent(of)}</span>
    </span>
  );
}

function Source({ source }: { source: LeakSource }) {
  const { t, locale } = useI18n();
  const columns = source.columns.map((column) => column[locale === 'zh' ? 'zh' : 'en']).join(t('common.list_comma'));
  return (
    <>
      <div className={css.head}>
        <strong>
          {source.register} · {source.person.name}
        </strong>
        <span>{t(`incident.sure_${source.sureness}`)}</span>
        <Share of={source.likelihood} />
      </div>
      <p className={css.quiet}>
        {t(`incident.trace_kind_${source.kind}`)} <TimeText at={source.left_at} />
        {source.recipient && ` · ${t('incident.trace_for', { name: source.recipient })}`}
      </p>
      <ul className={css.notes}>
        <li>{t('incident.trace_match_rows', { rows: source.rows, size: source.size })}</li>
        {source.stale > 0 && <li>{t('incident.trace_match_stale', { count: source.stale })}</li>}
        {columns && <li>{t('incident.trace_match_columns', { columns })}</li>}
        {source.foreign_columns > 0 && <li>{t('incident.trace_match_foreign', { count: source.foreign_columns })}</li>}
        {source.markers > 0 && <li>{t('incident.trace_match_markers', { count: source.markers })}</li>}
        {source.numbered && <li>{t('incident.trace_match_numbered')}</li>}
      </ul>
    </>
  );
}
