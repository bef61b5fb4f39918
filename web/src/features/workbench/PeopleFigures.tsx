import { Link } from '@tanstack/react-router';
import type { PersonFigures as Figures } from '@/api/workbench';
import { useT } from '@/i18n';
import { formatCount } from '@/shared/text/format';
import { Panel } from './Panel';
import css from './workbench.module.css';

/** A head's people, with what their customers come to. */
export function PeopleFigures({ people }: { people: readonly Figures[] }) {
  const t = useT();
  const departments = new Set(people.map((one) => one.department.id));
  const figure = (one: Figures, count: number, filters: string[]) =>
    count === 0 ? (
      <span className={css.zero}>0</span>
    ) : (
      <Link to="/customers" search={{ f: [`owner:eq:${one.person.id}`, ...filters] }}>
        {formatCount(count, one.capped)}
      </Link>
    );
  return (
    <Panel title={t('workbench.people')} hint={t('workbench.people_hint')}>
      <table className={css.people}>
        <thead>
          <tr>
            <th scope="col">{t('workbench.person')}</th>
            <th scope="col">{t('workbench.customers')}</th>
            <th scope="col">{t('workbench.never_contacted')}</th>
            <th scope="col">{t('workbench.silent_90_days')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={one.person.id}>
              <th scope="row">
                {one.person.name}
                {departments.size > 1 && <span className={css.where}>{one.department.name}</span>}
              </th>
              <td>{figure(one, one.customers, [])}</td>
              <td>{figure(one, one.never_contacted, ['last_contact_at:empty'])}</td>
              <td>{figure(one, one.silent_90_days, ['last_contact_at:present', 'last_contact_at:lt:-90d'])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
