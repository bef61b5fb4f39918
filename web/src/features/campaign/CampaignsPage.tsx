import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { ClipboardCheck, Plus } from 'lucide-react';
import { useState } from 'react';
import { campaignsQuery } from '@/api/campaign';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { Empty, QueryGate } from '@/shared/layout/states';
import { DayText } from '@/shared/text/texts';
import css from './campaign.module.css';
import { OpenDialog } from './OpenDialog';
import { Counts, Meter, titleOf } from './shared';

export function CampaignsPage() {
  return (
    <Needs anyOf={['customer.view']}>
      <Campaigns />
    </Needs>
  );
}

function Campaigns() {
  const t = useT();
  const may = useMay();
  const query = useQuery(campaignsQuery);
  const [opening, setOpening] = useState(false);
  const opens = may('customer.view_all') && may('customer.verify');
  return (
    <Page
      title={t('campaign.title')}
      actions={
        opens && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => setOpening(true)}>
            {t('campaign.open')}
          </Button>
        )
      }
    >
      <QueryGate query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={ClipboardCheck} title={t('campaign.none')}>
              {t('campaign.none_text')}
            </Empty>
          ) : (
            <ul className={css.cards}>
              {items.map((one) => (
                <li key={one.id}>
                  <Link to="/campaigns/$id" params={{ id: one.id }} className={css.card}>
                    <div>
                      <strong>{titleOf(one, t)}</strong>
                      <p>
                        {t(`campaign.kind_${one.kind}`)} · {one.closed_at ? t('campaign.is_closed') : <>{t('campaign.until')} <DayText day={one.due_on} /></>} ·{' '}
                        {t('campaign.customers', { count: one.total.toLocaleString('en-US') })}
                      </p>
                      <Counts counts={one.counts} />
                    </div>
                    <Meter counts={one.counts} />
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </Page>
  );
}
