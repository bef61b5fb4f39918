import { useT } from '@/i18n';
import { LinkTabs } from '@/shared/layout/Tabs';

export function CompanyTabs() {
  const t = useT();
  return (
    <LinkTabs
      label={t('company.title')}
      tabs={[
        { to: '/company', text: t('company.company') },
        { to: '/roles', text: t('company.roles') },
      ]}
    />
  );
}
