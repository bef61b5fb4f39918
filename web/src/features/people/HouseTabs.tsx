import { useT } from '@/i18n';
import { LinkTabs } from '@/shared/layout/Tabs';

export function HouseTabs() {
  const t = useT();
  return (
    <LinkTabs
      label={t('people.title')}
      tabs={[
        { to: '/people', text: t('people.people') },
        { to: '/departments', text: t('people.departments') },
        { to: '/posts', text: t('people.posts') },
      ]}
    />
  );
}
