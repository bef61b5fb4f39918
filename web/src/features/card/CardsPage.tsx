import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { Contact, FileUp, Gift } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { cardsQuery, type CardRow } from '@/api/card';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { ButtonLink } from '../customer/ButtonLink';
import { CardFilters } from './CardFilters';
import { CardItem } from './CardItem';
import { CodeDialog } from './CodeDialog';
import { grouped } from './grouped';
import type { CardsSearch } from './routes';
import css from './card.module.css';

const route = getRouteApi('/frame/contacts');

export function CardsPage() {
  return (
    <Needs anyOf={['customer.view']}>
      <Cards />
    </Needs>
  );
}

/** The people of all customers, sorted as a box of business cards is: by region or by industry. */
function Cards() {
  const t = useT();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback((next: Partial<CardsSearch>) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true }), [navigate]);
  const query = useMemo(
    () => ({
      q: search.q ?? '',
      sort: search.sort ?? ('region' as const),
      met: search.met ?? '',
      occasion: search.occasion ?? '',
      filters: [...(search.region ? [`region:under:${search.region}`] : []), ...(search.industry ? [`industry:under:${search.industry}`] : [])],
    }),
    [search],
  );
  const list = useInfiniteQuery(cardsQuery(query));
  const cards = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const narrowed = Boolean(search.q ?? search.met ?? search.occasion ?? search.region ?? search.industry);

  return (
    <Page
      title={t('card.title')}
      width="full"
      actions={
        <>
          <ButtonLink to="/greetings" icon={<Gift size={16} />}>
            {t('greeting.title')}
          </ButtonLink>
          {may('customer.create') && (
            <ButtonLink to="/contacts/reading" icon={<FileUp size={16} />}>
              {t('card.read')}
            </ButtonLink>
          )}
        </>
      }
      toolbar={
        <>
          <Radio.Group
            optionType="button"
            aria-label={t('card.sorted')}
            value={query.sort}
            onChange={(event) => change({ sort: event.target.value === 'industry' ? 'industry' : undefined })}
            options={[
              { value: 'region', label: t('card.by_region') },
              { value: 'industry', label: t('card.by_industry') },
            ]}
          />
          <CardFilters search={search} onChange={change} />
        </>
      }
    >
      <div className={css.box}>
        {list.isError && cards.length === 0 ? (
          <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Groups cards={cards} />
        )}
        {(list.isPending || list.isFetchingNextPage) && <Lines count={6} />}
        {list.isSuccess && cards.length === 0 && (
          <Empty icon={Contact} title={t(narrowed ? 'card.none_match' : 'card.none')} action={narrowed && <Button onClick={() => void navigate({ search: {}, replace: true })}>{t('common.clear_filters')}</Button>}>
            {t(narrowed ? 'card.none_match_text' : 'card.none_text')}
          </Empty>
        )}
        <More has={list.hasNextPage} busy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
      </div>
    </Page>
  );
}

function Groups({ cards }: { cards: readonly CardRow[] }) {
  const t = useT();
  const [code, setCode] = useState<CardRow | null>(null);
  return (
    <>
      {grouped(cards).map((group) => (
        <section key={group.code} className={css.group}>
          <h2>{group.name ?? t('card.group_unknown')}</h2>
          <ul className={css.cards}>
            {group.cards.map((card) => (
              <li key={card.id}>
                <CardItem card={card} onCode={() => setCode(card)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {code && <CodeDialog contact={code} onClose={() => setCode(null)} />}
    </>
  );
}

/** Fetches on as the end comes near; the button is for those who do not scroll. */
function More({ has, busy, onMore }: { has: boolean; busy: boolean; onMore: () => void }) {
  const t = useT();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = end.current;
    if (!mark || !has || busy) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), { rootMargin: '600px' });
    watch.observe(mark);
    return () => watch.disconnect();
  }, [has, busy, onMore]);
  if (!has || busy) return null;
  return (
    <div ref={end} className={css.more}>
      <Button onClick={onMore}>{t('common.load_more')}</Button>
    </div>
  );
}
