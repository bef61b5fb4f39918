import { Link } from '@tanstack/react-router';
import { lastDay } from '@/features/customer/record/instant';
import type { ClashCase } from '@/api/clash';
import { useTimeContext } from '@/app/me';
import { useT } from '@/i18n';
import { Facts, Section } from '@/shared/layout/Page';
import { DayText, TimeText } from '@/shared/text/texts';
import css from './clash.module.css';

/** What became of it, and what one can do now. */
export function Outcome({ clash }: { clash: ClashCase }) {
  const t = useT();
  const { timeZone } = useTimeContext();
  const { outcome } = clash;
  if (!outcome) return null;
  const mine = clash.part === 'applicant';
  return (
    <Section title={t('clash.outcome')}>
      <Facts
        items={[
          { label: t('clash.result'), value: outcome.ruling ? t(`clash.means_${outcome.ruling}`) : t('clash.state_withdrawn') },
          ...(outcome.reason ? [{ label: t('clash.reason'), value: outcome.reason }] : []),
          ...(outcome.until ? [{ label: t('clash.shared_until'), value: <DayText day={lastDay(outcome.until, timeZone)} /> }] : []),
          ...(outcome.by
            ? [
                {
                  label: t('clash.by'),
                  value: (
                    <>
                      {outcome.by.name} {outcome.at && <TimeText at={outcome.at} />}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {mine && clash.customer && (
        <p className={css.onward}>
          <Link to="/customers/$id" params={{ id: clash.customer.id }} preload={false}>
            {t('clash.open_customer')}
          </Link>
        </p>
      )}
      {mine && outcome.ruling === 'distinct' && (
        <p className={css.onward}>
          {t('clash.register_hint', { name: clash.name })}{' '}
          <Link to="/customers/new" search={{ kind: clash.kind }}>
            {t('clash.register')}
          </Link>
        </p>
      )}
    </Section>
  );
}
