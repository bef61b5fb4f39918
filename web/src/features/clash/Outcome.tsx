import { Link } from '@tanstack/react-router';
import { lastDay } from '@/features/customer/record/instant';
import type { ClashCase } from '@/api/clash';
import { useTimeContext } from '@/app/me';
import { useT } from '@/i18n';
import { Facts, Section } from '@/shared/layout/Page';
import { DayText, TimeText } from '@/shared/text/texts';

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
          { label: t('clash.decision'), value: outcome.ruling ? t(`clash.means_${outcome.ruling}`) : t('clash.state_withdrawn') },
          ...(outcome.reason ? [{ label: t('clash.reason'), value: outcome.reason }] : []),
          ...(outcome.until ? [{ label: t('clash.until'), value: <DayText day={lastDay(outcome.until, timeZone)} /> }] : []),
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
        <Link to="/customers/$id" params={{ id: clash.customer.id }} preload={false}>
          {t('clash.open_customer')}
        </Link>
      )}
      {mine && outcome.ruling === 'distinct' && (
        <>
          <p>{t('clash.register_hint', { name: clash.name })}</p>
          <Link to="/customers/new" search={{ kind: clash.kind }}>
            {t('clash.register')}
          </Link>
        </>
      )}
    </Section>
  );
}
