import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '@/i18n';
import { Unknown } from '../text/texts';
import type { Form } from './useForm';
import css from './form.module.css';

export interface ConflictField<V> {
  label: string;
  /** The part of the values compared and shown. */
  read: (values: V) => unknown;
  show?: (value: unknown) => ReactNode;
}

const plain = (value: unknown): ReactNode =>
  value === null || value === undefined || value === '' ? (
    <Unknown />
  ) : typeof value === 'string' || typeof value === 'number' ? (
    value
  ) : (
    JSON.stringify(value)
  );

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Somebody else saved first: theirs and mine beside each other; nothing is overwritten unseen. */
export function ConflictPanel<V extends object>({ form, fields }: { form: Form<V>; fields: readonly ConflictField<V>[] }) {
  const t = useT();
  const { conflict } = form;
  if (!conflict) return null;
  const differing = fields.filter((field) => !same(field.read(conflict.theirs), field.read(form.values)));
  return (
    <section className={css.conflict} role="alert">
      <h3>{t('common.conflict_title')}</h3>
      <p>{t('common.conflict_text')}</p>
      {differing.length > 0 && (
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('common.conflict_theirs')}</th>
              <th scope="col">{t('common.conflict_mine')}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((field) => {
              const show = field.show ?? plain;
              return (
                <tr key={field.label}>
                  <th scope="row">{field.label}</th>
                  <td>{show(field.read(conflict.theirs))}</td>
                  <td>{show(field.read(form.values))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <div className={css.buttons}>
        <Button onClick={() => form.resolve('mine')}>{t('common.conflict_keep_mine')}</Button>
        <Button onClick={() => form.resolve('theirs')}>{t('common.conflict_take_theirs')}</Button>
      </div>
    </section>
  );
}
