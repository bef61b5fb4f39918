import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { ScanEye } from 'lucide-react';
import { WATCH_STATES, watchFindingsQuery, type WatchFinding } from '@/api/watch';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { Page, Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import css from '@/shared/layout/register.module.css';
import { Empty, Lines } from '@/shared/layout/states';
import { TimeText } from '@/shared/text/texts';
import { FindingPanel, figures } from './FindingPanel';
import { HoneySection } from './HoneySection';
import type { WatchSearch } from './routes';

const route = getRouteApi('/frame/watch');

/** Unusual reading: what the auditor looks into, and the honey customers that are staged. */
export function WatchPage() {
  const t = useT();
  const may = useMay();
  return (
    <Page title={t('watch.title')}>
      {may('watch.read') && <Findings />}
      {may('watch.stage') && <HoneySection />}
    </Page>
  );
}

function Findings() {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const shown = search.show ?? 'open';
  const query = useInfiniteQuery(watchFindingsQuery(shown === 'all' ? undefined : shown));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const show = (next: WatchSearch) => void navigate({ search: next });
  const only: WatchSearch = search.show ? { show: search.show } : {};
  return (
    <Section
      title={t('watch.findings')}
      actions={
        <Radio.Group
          optionType="button"
          aria-label={t('watch.which')}
          value={shown}
          onChange={(event) => {
            const value = event.target.value as typeof shown;
            show(value === 'open' ? {} : { show: value });
          }}
          options={([...WATCH_STATES, 'all'] as const).map((one) => ({ value: one, label: t(`watch.show_${one}`) }))}
        />
      }
    >
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && items.length === 0 && (
        <Empty icon={ScanEye} title={t('watch.none')}>
          {t('watch.none_text')}
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={css.list}>
          {items.map((one) => (
            <li key={one.id}>
              <Line finding={one} />
              <div className={css.acts}>
                <Button onClick={() => show({ ...only, id: one.id })}>{t('watch.look')}</Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className={css.more}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('common.load_more')}
          </Button>
        </div>
      )}
      {search.id && <FindingPanel id={search.id} onClose={() => show(only)} />}
    </Section>
  );
}

function Line({ finding }: { finding: WatchFinding }) {
  const t = useT();
  const late = finding.state !== 'concluded';
  return (
    <div>
      <div className={css.head}>
        <strong>{finding.person.name}</strong>
        <span>{t(`watch.signal_${finding.signal}`)}</span>
        <span className={late ? `${css.tag} ${css.late}` : css.tag}>{t(`watch.state_${finding.state}`)}</span>
      </div>
      <p className={css.text}>
        {figures(t, finding)} <TimeText at={finding.from} />
      </p>
      {finding.clause && <p className={css.quiet}>{finding.clause}</p>}
    </div>
  );
}
