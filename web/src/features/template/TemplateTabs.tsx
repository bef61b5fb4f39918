import { useT } from '@/i18n';
import { LinkTabs } from '@/shared/layout/Tabs';

export function TemplateTabs() {
  const t = useT();
  return (
    <LinkTabs
      label={t('template.title')}
      tabs={[
        { to: '/templates', text: t('template.cards') },
        { to: '/fields', text: t('template.fields') },
      ]}
    />
  );
}
