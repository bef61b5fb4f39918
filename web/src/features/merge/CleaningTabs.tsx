import { useT } from '@/i18n';
import { LinkTabs } from '@/shared/layout/Tabs';

/** Both work lists of cleaning. */
export function CleaningTabs() {
  const t = useT();
  return (
    <LinkTabs
      label={t('merge.lists')}
      tabs={[
        { to: '/cleaning', text: t('merge.tab_twins') },
        { to: '/cleaning/invalid', text: t('merge.tab_invalid') },
      ]}
    />
  );
}
