import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { answerClash, type ClashCase } from '@/api/clash';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Section } from '@/shared/layout/Page';
import { TimeText } from '@/shared/text/texts';
import { useKeepClash } from './shared';
import css from './clash.module.css';

/** What both sides say; the applicant reads only their own side. */
export function Statements({ clash, may }: { clash: ClashCase; may: boolean }) {
  const t = useT();
  if (!may && clash.statements.length === 0) return null;
  return (
    <Section title={t('clash.statements')} hint={t(clash.part === 'applicant' ? 'clash.statements_hint_applicant' : 'clash.statements_hint')}>
      {clash.statements.length > 0 && (
        <ol className={css.statements}>
          {clash.statements.map((one) => (
            <li key={one.at + one.person.id}>
              <p className={css.quiet}>
                <strong>{one.person.name}</strong> {t(one.of_applicant ? 'clash.side_applicant' : 'clash.side_owner')} <TimeText at={one.at} />
              </p>
              <p className={css.said}>{one.text}</p>
            </li>
          ))}
        </ol>
      )}
      {may && <Answer key={clash.version} clash={clash} />}
    </Section>
  );
}

function Answer({ clash }: { clash: ClashCase }) {
  const t = useT();
  const keep = useKeepClash(useQueryClient());
  const form = useForm<{ text: string }, ClashCase>({
    initial: { text: '' },
    version: clash.version,
    check: ({ text }): FieldErrors => (text.trim() ? {} : { '/text': t('clash.statement_needed') }),
    submit: ({ text }, version) => answerClash(clash.id, text.trim(), version),
    done: keep,
  });
  const { values, set, errors, inputId } = form;
  return (
    <div className={css.narrow}>
      <FormFrame form={form} labels={{ '/text': t('clash.statement') }} action={t('clash.statement_add')}>
        <FormItem label={t('clash.statement')} id={inputId('/text')} error={errors['/text']}>
          {(control) => <Input.TextArea {...control} rows={3} maxLength={1000} value={values.text} onChange={(event) => set({ text: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </div>
  );
}
