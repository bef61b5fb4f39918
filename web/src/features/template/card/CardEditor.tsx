import { useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { Button } from 'antd';
import { Undo2 } from 'lucide-react';
import { useId, useMemo } from 'react';
import type { Catalogue } from '@/api/field';
import { changeTemplate, COMPANY_LEVEL, templateQuery, type Template, type TemplateGroup } from '@/api/template';
import { useI18n } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { useForm } from '@/shared/form/useForm';
import { noticeInfo } from '@/shared/overlay/notice';
import { AddField } from './AddField';
import { placedFields } from './arrange';
import { CardPreview } from './CardPreview';
import { FieldRows } from './FieldRows';
import css from '../template.module.css';

export type Side = 'groups' | 'contact';

interface Values {
  groups: TemplateGroup[];
}

/** The fields of one side of a card beside the form that they make. */
export function CardEditor({ card, level, side, catalogue }: { card: Template; level: string; side: Side; catalogue: Catalogue }) {
  const { t, locale } = useI18n();
  const client = useQueryClient();
  const formId = useId();
  const subject = side === 'contact' ? 'contact' : 'customer';
  const fields = useMemo(
    () => new Map(catalogue.items.filter((field) => field.subject === subject).map((field) => [field.key, field])),
    [catalogue.items, subject],
  );

  const form = useForm<Values, Template>({
    initial: { groups: card[side] },
    version: card.version,
    // The server's pointers begin with the side that was sent.
    rename: (pointer) => pointer.replace(/^\/contact\b/, '/groups'),
    submit: ({ groups }, version) =>
      changeTemplate(card.code, { department_id: level === COMPANY_LEVEL ? null : level, [side]: placedFields(groups) }, version),
    done: (changed) => {
      client.setQueryData(templateQuery(card.code, level).queryKey, changed);
      void client.invalidateQueries({ queryKey: ['card-templates'] });
      form.reset({ groups: changed[side] }, changed.version);
      noticeInfo(t('template.saved'));
    },
    reload: async () => {
      const now = await client.query({ ...templateQuery(card.code, level), staleTime: 0 });
      return { values: { groups: now[side] }, version: now.version };
    },
  });
  const { groups } = form.values;

  useBlocker({
    shouldBlockFn: ({ current, next }) => form.dirty && current.pathname !== next.pathname && !window.confirm(t('template.leave')),
    enableBeforeUnload: () => form.dirty,
  });

  const names = useMemo(() => {
    const labels: Record<string, string> = {};
    groups.forEach((group, g) =>
      group.fields.forEach((field, f) => {
        for (const part of ['key', 'required', 'hidden']) labels[`/groups/${g}/fields/${f}/${part}`] = fields.get(field.key)?.label[locale] ?? field.key;
      }),
    );
    return labels;
  }, [groups, fields, locale]);
  const shown = (all: unknown): string =>
    (all as TemplateGroup[]).flatMap((group) => group.fields.filter((field) => !field.hidden).map((field) => fields.get(field.key)?.label[locale] ?? field.key)).join(t('common.list_comma'));

  return (
    <>
      <div className={css.split}>
        <div className={css.editor}>
          <FormFrame
            form={form}
            id={formId}
            bare
            labels={names}
            conflictFields={[{ label: t('template.fields_shown'), read: (one) => one.groups, show: shown }]}
          >
            <FieldRows
              groups={groups}
              fields={fields}
              errors={form.errors}
              onChange={(next) => form.set({ groups: next })}
            />
            <AddField card={card} groups={groups} subject={subject} catalogue={catalogue} onChange={(next) => form.set({ groups: next })} />
          </FormFrame>
        </div>
        <aside className={css.preview} aria-label={t('template.preview')}>
          <CardPreview groups={groups} fields={fields} kind={card.kind} />
        </aside>
      </div>
      <footer className={css.foot}>
        <span className={css.footText}>{level === COMPANY_LEVEL ? t('template.company_hint') : t('template.department_hint')}</span>
        <Button icon={<Undo2 size={16} />} disabled={!form.dirty} onClick={() => form.reset({ groups: card[side] }, card.version)}>
          {t('template.undo')}
        </Button>
        <Button type="primary" htmlType="submit" form={formId} loading={form.busy} disabled={!form.dirty}>
          {t('common.save')}
        </Button>
      </footer>
    </>
  );
}
