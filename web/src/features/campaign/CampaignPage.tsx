import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { campaignItemsQuery, campaignQuery, SHOWN_STATES, type Campaign, type CampaignItem } from '@/api/campaign';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import { Page, Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import register from '@/shared/layout/register.module.css';
import { Lines, QueryGate } from '@/shared/layout/states';
import { DayText, TimeText } from '@/shared/text/texts';
import css from './campaign.module.css';
import { CloseDialog } from './CloseDialog';
import { People } from './People';
import { Counts, Meter, titleOf } from './shared';
import { WalkDialog } from './WalkDialog';

const route = getRouteApi('/frame/campaigns/$id');

export function CampaignPage() {
  const t = useT();
  const { id } = route.useParams();
  const query = useQuery(campaignQuery(id));
  return query.data ? (
    <Whole campaign={query.data} />
  ) : (
    <Page title={t('campaign.title')}>
      <QueryGate query={query}>{() => null}</QueryGate>
    </Page>
  );
}

function Whole({ campaign }: { campaign: Campaign }) {
  const t = useT();
  const why = useWhy();
  const [closing, setClosing] = useState(false);
  const leads = why(campaign.manage) === null;
  return (
    <Page
      title={titleOf(campaign, t)}
      aside={campaign.closed_at ? t('campaign.is_closed') : undefined}
      actions={
        <>
          <Button icon={<Printer size={16} />} onClick={() => window.print()}>
            {t('campaign.print')}
          </Button>
          {leads && !campaign.closed_at && (
            <Button type="primary" onClick={() => setClosing(true)}>
              {t('campaign.close')}
            </Button>
          )}
        </>
      }
    >
      <Section title={t('campaign.progress')}>
        <p>
          {t(`campaign.kind_${campaign.kind}`)} · {t('campaign.customers', { count: campaign.total.toLocaleString('en-US') })} ·{' '}
          {campaign.opened_by ? t('campaign.opened_by', { name: campaign.opened_by.name }) : t('campaign.opened_by_clock')} <TimeText at={campaign.opened_at} /> ·{' '}
          {t('campaign.until')} <DayText day={campaign.due_on} />
        </p>
        <Meter counts={campaign.result ?? campaign.counts} />
        <Counts counts={campaign.result ?? campaign.counts} />
        {campaign.closed_at && (
          <p className={css.conclusion}>
            {campaign.closed_by ? t('campaign.closed_by', { name: campaign.closed_by.name }) : t('campaign.closed_by_clock')} <TimeText at={campaign.closed_at} />
            {campaign.conclusion && `\n${campaign.conclusion}`}
          </p>
        )}
      </Section>
      <People campaign={campaign} />
      <Items campaign={campaign} />
      {closing && <CloseDialog campaign={campaign} onClose={() => setClosing(false)} />}
    </Page>
  );
}

/** The customers of the campaign, one by one. */
function Items({ campaign }: { campaign: Campaign }) {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useMe();
  const state = search.state ?? 'open';
  const query = useInfiniteQuery(campaignItemsQuery(campaign.id, { state, ...(search.person ? { person: search.person } : {}) }));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [walking, setWalking] = useState<CampaignItem | null>(null);
  const person = search.person ? campaign.people.find((one) => one.person.id === search.person)?.person.name : undefined;
  return (
    <Section
      title={person ? t('campaign.customers_of', { name: person }) : t('campaign.list')}
      actions={
        <Radio.Group
          optionType="button"
          size="small"
          aria-label={t('campaign.state')}
          value={state}
          onChange={(event) => void navigate({ search: (before) => ({ ...before, state: event.target.value as (typeof SHOWN_STATES)[number] }), replace: true })}
          options={SHOWN_STATES.map((one) => ({ value: one, label: t(`campaign.state_${one}`) }))}
        />
      }
    >
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && items.length === 0 && <p className={register.quiet}>{t(`campaign.none_${state}`)}</p>}
      <ul className={register.list}>
        {items.map((item) => (
          <li key={item.customer.id}>
            <div>
              <div className={register.head}>
                <Link to="/customers/$id" params={{ id: item.customer.id }} preload={false}>
                  {item.customer.name}
                </Link>
                <span className={register.quiet}>
                  {item.customer.code} · {item.person.name}
                </span>
              </div>
              {item.how && (
                <p className={register.text}>
                  {item.how}{' '}
                  <span className={register.quiet}>
                    {item.walked_by} {item.walked_at && <TimeText at={item.walked_at} />}
                  </span>
                </p>
              )}
            </div>
            <div className={register.acts}>{!campaign.closed_at && (me.heads.length > 0 || item.person.id === me.person.id) && <Button onClick={() => setWalking(item)}>{t('campaign.walk')}</Button>}</div>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className={register.more}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('common.load_more')}
          </Button>
        </div>
      )}
      {walking && <WalkDialog campaign={campaign} item={walking} onClose={() => setWalking(null)} />}
    </Section>
  );
}
