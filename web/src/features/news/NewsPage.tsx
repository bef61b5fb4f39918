import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Radio, Select } from 'antd';
import { Siren } from 'lucide-react';
import { useState } from 'react';
import { acknowledgeNews, NEWS_KINDS, newsQuery, refreshNews, type NewsKind, type UrgentNews } from '@/api/urgentNews';
import { useMay, useMe } from '@/app/me';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import css from '@/shared/layout/register.module.css';
import { Empty, Lines } from '@/shared/layout/states';
import { noticeError } from '@/shared/overlay/notice';
import { TimeText } from '@/shared/text/texts';
import { NewsDialog } from './NewsDialog';
import type { NewsSearch } from './routes';

const route = getRouteApi('/frame/urgent-news');

export function NewsPage() {
  return (
    <Needs anyOf={['customer.view']}>
      <News />
    </Needs>
  );
}

function News() {
  const t = useT();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [reporting, setReporting] = useState(false);
  const query = useInfiniteQuery(
    newsQuery({
      ...(search.kind ? { kind: search.kind } : {}),
      ...(search.show ? { [search.show]: true } : {}),
    }),
  );
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const show = (next: NewsSearch) => void navigate({ search: next, replace: true });
  return (
    <Page
      title={t('news.title')}
      actions={
        may('interaction.create') && (
          <Button type="primary" icon={<Siren size={16} />} onClick={() => setReporting(true)}>
            {t('news.report')}
          </Button>
        )
      }
      toolbar={
        <div className={css.bar}>
          <Radio.Group
            optionType="button"
            aria-label={t('news.which')}
            value={search.show ?? 'all'}
            onChange={(event) => {
              const value = event.target.value as 'all' | 'waiting' | 'unacknowledged';
              show({ ...(search.kind ? { kind: search.kind } : {}), ...(value === 'all' ? {} : { show: value }) });
            }}
            options={(['all', 'waiting', 'unacknowledged'] as const).map((one) => ({ value: one, label: t(`news.show_${one}`) }))}
          />
          <Select
            aria-label={t('news.kind')}
            style={{ minWidth: 160 }}
            value={search.kind ?? ''}
            onChange={(kind: NewsKind | '') => show({ ...(kind ? { kind } : {}), ...(search.show ? { show: search.show } : {}) })}
            options={[{ value: '', label: t('news.every_kind') }, ...NEWS_KINDS.map((one) => ({ value: one, label: t(`news.kind_${one}`) }))]}
          />
        </div>
      }
    >
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && items.length === 0 && (
        <Empty icon={Siren} title={t(search.show === 'waiting' ? 'news.none_waiting' : 'news.none')}>
          {t('news.none_text')}
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={css.list}>
          {items.map((one) => (
            <li key={one.id}>
              <Entry news={one} />
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
      {reporting && <NewsDialog onClose={() => setReporting(false)} />}
    </Page>
  );
}

/** A piece of news: what, who says so, who knows and who does not yet. */
function Entry({ news }: { news: UrgentNews }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const mine = news.recipients.some((one) => one.person.id === me.person.id && !one.acknowledged_at);
  const known = news.recipients.filter((one) => one.acknowledged_at);
  const names = (all: typeof known) => all.map((one) => t('news.recipient', { name: one.person.name, part: t(`news.part_${one.part}`) })).join(t('common.list_comma'));
  const missing = news.recipients.filter((one) => !one.acknowledged_at);
  const acknowledge = async () => {
    setBusy(true);
    try {
      await acknowledgeNews(news.id);
      await refreshNews(client);
    } catch (error) {
      noticeError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div>
        <div className={css.head}>
          <strong>{t(`news.kind_${news.kind}`)}</strong>
          {news.confidential && <span className={`${css.tag} ${css.late}`}>{t('news.confidential')}</span>}
          {news.customer && (
            <Link to="/customers/$id" params={{ id: news.customer.id }} preload={false}>
              {news.customer.name}
            </Link>
          )}
          <span className={css.quiet}>
            {news.reported_by.name}
            {news.department && ` · ${news.department.name}`} <TimeText at={news.reported_at} />
          </span>
        </div>
        <p className={css.text}>{news.text}</p>
        <ul className={css.steps}>
          {known.length > 0 && <li className={css.done}>{t('news.acknowledged_by', { names: names(known) })}</li>}
          {missing.length > 0 && <li>{t('news.missing', { names: names(missing) })}</li>}
        </ul>
      </div>
      <div className={css.acts}>
        {mine && (
          <Button type="primary" loading={busy} onClick={() => void acknowledge()}>
            {t('news.acknowledge')}
          </Button>
        )}
      </div>
    </>
  );
}
