import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { LinkTabs } from '@/shared/layout/Tabs';

export function CompanyTabs() {
  const t = useT();
  const may = useMay();
  return (
    <LinkTabs
      label={t('company.title')}
      tabs={[
        { to: '/company', text: t('company.company') },
        { to: '/roles', text: t('company.roles') },
        ...(may('company.manage') ? [{ to: '/access', text: t('access.title') }, { to: '/notice-settings', text: t('inbox.settings') }] : []),
      ]}
    />
  );
}
