import type { Campaign, CampaignCounts } from '@/api/campaign';
import { useT, type Translate } from '@/i18n';
import css from './campaign.module.css';

/** How many customers there are in these counts. */
export const sumOf = (counts: CampaignCounts): number => counts.open + counts.verified + counts.changed + counts.unreachable + counts.merged;

/** What a campaign is called; one that the clock opened by its kind and period. */
export const titleOf = (campaign: Campaign, t: Translate): string =>
  campaign.title || t('campaign.of_period', { kind: t(`campaign.kind_${campaign.kind}`), month: (campaign.period ?? '').slice(0, 7) });

/** How far it is: done, changed, unreachable, open. */
export function Meter({ counts }: { counts: CampaignCounts }) {
  const t = useT();
  const all = Math.max(1, sumOf(counts) - counts.merged);
  const done = all - counts.open;
  const percent = Math.floor((done / all) * 100);
  return (
    <div className={css.meter} role="img" aria-label={t('campaign.done_percent', { percent })} title={t('campaign.done_percent', { percent })}>
      {(['verified', 'changed', 'unreachable'] as const).map((state) => (
        <span key={state} data-state={state} style={{ width: `${(counts[state] / all) * 100}%` }} />
      ))}
    </div>
  );
}

export function Counts({ counts }: { counts: CampaignCounts }) {
  const t = useT();
  const shown = (['open', 'verified', 'changed', 'unreachable', 'merged'] as const).filter((state) => state !== 'merged' || counts.merged > 0);
  return (
    <span className={css.counts}>
      {shown.map((state) => (
        <span key={state}>
          {t(`campaign.state_${state}`)} {counts[state].toLocaleString('en-US')}
        </span>
      ))}
    </span>
  );
}
