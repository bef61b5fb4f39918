import { useT } from '@/i18n';
import { LinkTabs } from '@/shared/layout/Tabs';

export function RegulationTabs() {
  const t = useT();
  return (
    <LinkTabs
      label={t('regulation.title')}
      tabs={[
        { to: '/regulation', text: t('regulation.tab_book') },
        { to: '/regulation/coverage', text: t('regulation.tab_coverage') },
        { to: '/regulation/versions', text: t('regulation.tab_versions') },
        { to: '/pledges', text: t('regulation.tab_pledges') },
      ]}
    />
  );
}
