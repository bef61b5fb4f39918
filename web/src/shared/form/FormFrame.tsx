import { Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useT } from '@/i18n';
import { OnFile } from '../layout/OnFile';
import { ProblemNote } from '../layout/ProblemNote';
import { modLabel } from '../useShortcut';
import { ConflictPanel, type ConflictField } from './ConflictPanel';
import type { Form } from './useForm';
import css from './form.module.css';

export interface FormFrameProps<V extends object> {
  form: Form<V>;
  children: ReactNode;
  /** The name of each pointer, for the summary: "/name" → "姓名". */
  labels: Readonly<Record<string, string>>;
  /** The verb on the button; default "保存". */
  action?: string;
  onCancel?: (() => void) | undefined;
  danger?: boolean;
  /** Shows a conflict field by field. */
  conflictFields?: readonly ConflictField<V>[];
  /** Hides the buttons where a dialog's footer has them. */
  bare?: boolean;
  /** Lets a submit button outside (a dialog's footer) name this form. */
  id?: string;
}

/** A form: summary of what is wrong on top, fields, buttons. Ctrl+Enter saves, Esc cancels. */
export function FormFrame<V extends object>({
  form,
  children,
  labels,
  action,
  onCancel,
  danger = false,
  conflictFields,
  bare = false,
  id,
}: FormFrameProps<V>) {
  const t = useT();
  return (
    // The keys belong to the form as a whole, wherever in it the focus is.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      id={id}
      noValidate
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void form.save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void form.save();
        } else if (event.key === 'Escape' && onCancel && !event.defaultPrevented) {
          event.preventDefault();
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      <ErrorSummary form={form} labels={labels} />
      {form.conflict && <ConflictPanel form={form} fields={conflictFields ?? []} />}
      {form.failure !== null && <ProblemNote error={form.failure} />}
      {children}
      {!bare && (
        <div className={css.buttons}>
          <Button type="primary" danger={danger} htmlType="submit" loading={form.busy} title={modLabel('Enter')}>
            {action ?? t('common.save')}
          </Button>
          {onCancel && (
            <Button onClick={onCancel} title="Esc">
              {t('common.cancel')}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}

function ErrorSummary<V extends object>({ form, labels }: { form: Form<V>; labels: Readonly<Record<string, string>> }) {
  const t = useT();
  const ref = useRef<HTMLDivElement>(null);
  const entries = Object.entries(form.errors);
  const { refusals } = form;

  useEffect(() => {
    if (refusals > 0) ref.current?.focus();
  }, [refusals]);

  if (entries.length === 0) return null;
  return (
    <div ref={ref} className={css.summary} tabIndex={-1} role="alert">
      <strong>{t('common.errors_count', { count: entries.length })}</strong>
      <ul>
        {entries.map(([pointer, message]) => (
          <li key={pointer}>
            <a
              href={`#${form.inputId(pointer)}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(form.inputId(pointer))?.focus();
              }}
            >
              {labels[pointer] ?? labels[pointer.replace(/\/\d+$/, '')] ?? t('common.this_entry')}
            </a>
            {t('common.colon')}
            {message}
          </li>
        ))}
      </ul>
      {form.inTheWay && <OnFile customer={form.inTheWay} />}
    </div>
  );
}
