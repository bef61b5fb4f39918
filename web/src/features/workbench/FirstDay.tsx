import { Link } from '@tanstack/react-router';
import { BookOpenText, FileUp, IdCard, SquarePlus, UserRoundPlus, type LucideIcon } from 'lucide-react';
import type { Permission } from '@/api/types';
import { useMay } from '@/app/me';
import { useI18n } from '@/i18n';
import { useRegulation } from './regulation';
import css from './workbench.module.css';

interface Suggestion {
  key: string;
  to: string;
  icon: LucideIcon;
  title: string;
  text: string;
  needs: readonly Permission[];
}

/** The first day: what usually comes first, as far as this person can do it. */
export function FirstDay({ fresh }: { fresh: boolean }) {
  const { t } = useI18n();
  const may = useMay();
  const regulation = useRegulation();
  const all: Suggestion[] = [
    { key: 'import', to: '/imports', icon: FileUp, title: t('workbench.start_import'), text: t('workbench.start_import_text'), needs: ['import.run'] },
    { key: 'customer', to: '/customers/new', icon: SquarePlus, title: t('workbench.start_customer'), text: t('workbench.start_customer_text'), needs: ['customer.create'] },
    { key: 'people', to: '/people', icon: UserRoundPlus, title: t('workbench.start_people'), text: t('workbench.start_people_text'), needs: ['person.manage'] },
    {
      key: 'regulation',
      to: '/company',
      icon: BookOpenText,
      title: t('workbench.start_regulation'),
      text: t('workbench.start_regulation_text', { regulation }),
      needs: ['company.manage'],
    },
    { key: 'card', to: '/templates', icon: IdCard, title: t('workbench.start_card'), text: t('workbench.start_card_text'), needs: ['template.manage', 'template.department'] },
  ];
  const shown = all.filter((one) => may(...one.needs)).slice(0, 3);
  if (shown.length === 0) return null;
  return (
    <section className={css.start} aria-labelledby="start">
      <h2 id="start">{t('workbench.start')}</h2>
      <p>{t(fresh ? 'workbench.start_text_house' : 'workbench.start_text_own')}</p>
      <ul>
        {shown.map((one) => (
          <li key={one.key}>
            <Link to={one.to} className={css.suggestion}>
              <one.icon size={22} strokeWidth={1.5} aria-hidden />
              <strong>{one.title}</strong>
              <span>{one.text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
