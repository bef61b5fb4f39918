import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { BriefcaseBusiness, Plus } from 'lucide-react';
import { useState } from 'react';
import { newKey } from '@/api/http';
import { changePost, createPost, postsQuery } from '@/api/organisation';
import type { Post, PostInput } from '@/api/types';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { Empty, NotFound, QueryGate } from '@/shared/layout/states';
import { SidePanel } from '@/shared/overlay/SidePanel';
import { Unknown } from '@/shared/text/texts';
import { HouseTabs } from './HouseTabs';
import css from './people.module.css';

const route = getRouteApi('/frame/posts');

export function PostsPage() {
  return (
    <Needs anyOf={['person.manage', 'department.manage']}>
      <Posts />
    </Needs>
  );
}

function Posts() {
  const t = useT();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(postsQuery);
  const manages = may('person.manage', 'department.manage');
  const open = (id?: string) => void navigate({ search: id ? { open: id } : {} });

  return (
    <Page
      title={t('people.title')}
      toolbar={<HouseTabs />}
      actions={
        manages && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => open('new')}>
            {t('people.post_new')}
          </Button>
        )
      }
    >
      <QueryGate query={query}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <Empty icon={BriefcaseBusiness} title={t('people.posts_none')}>
                {t('people.posts_none_text')}
              </Empty>
            ) : (
              <Section title={t('people.posts')}>
                <table className={css.plain}>
                  <thead>
                    <tr>
                      <th scope="col">{t('people.post_name')}</th>
                      <th scope="col">{t('people.qualification')}</th>
                      <th scope="col">{t('people.state')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((post) => (
                      <tr key={post.id}>
                        <td>
                          <button type="button" className={css.nodeName} onClick={() => open(post.id)}>
                            {post.name}
                          </button>
                        </td>
                        <td>{post.qualification ?? <Unknown />}</td>
                        <td>{post.active ? t('common.active') : <span className={css.off}>{t('common.inactive')}</span>}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Section>
            )}
            {search.open && <PostPanel key={search.open} post={items.find((one) => one.id === search.open)} isNew={search.open === 'new'} onClose={() => open()} />}
          </>
        )}
      </QueryGate>
    </Page>
  );
}

function PostPanel({ post, isNew, onClose }: { post: Post | undefined; isNew: boolean; onClose: () => void }) {
  const t = useT();
  return (
    <SidePanel title={isNew ? t('people.post_new') : (post?.name ?? t('people.posts'))} onClose={onClose} width={480}>
      {isNew || post ? <PostForm post={post} onClose={onClose} /> : <NotFound />}
    </SidePanel>
  );
}

function PostForm({ post, onClose }: { post: Post | undefined; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const form = useForm<PostInput, Post>({
    initial: { name: post?.name ?? '', qualification: post?.qualification ?? null, active: post?.active ?? true },
    version: post?.version,
    check: (values): FieldErrors => (values.name.trim() ? {} : { '/name': t('account.please_fill') }),
    submit: (values, version) => (post ? changePost(post.id, values, version) : createPost(values, key)),
    done: () => {
      void client.invalidateQueries({ queryKey: postsQuery.queryKey });
      onClose();
    },
    ...(post
      ? {
          reload: async () => {
            const now = (await client.query({ ...postsQuery, staleTime: 0 })).items.find((one) => one.id === post.id) ?? post;
            return { values: { name: now.name, qualification: now.qualification, active: now.active }, version: now.version };
          },
        }
      : {}),
  });
  const labels = { '/name': t('people.post_name'), '/qualification': t('people.qualification'), '/active': t('people.state') };
  return (
    <FormFrame
      form={form}
      labels={labels}
      onCancel={onClose}
      conflictFields={[
        { label: labels['/name'], read: (one) => one.name },
        { label: labels['/qualification'], read: (one) => one.qualification },
      ]}
    >
      <FormItem label={labels['/name']} id={form.inputId('/name')} error={form.errors['/name']} required>
        {(control) => <Input {...control} autoComplete="off" autoFocus={!post} value={form.values.name} onChange={(event) => form.set({ name: event.target.value })} />}
      </FormItem>
      <FormItem label={labels['/qualification']} id={form.inputId('/qualification')} error={form.errors['/qualification']} hint={t('people.qualification_hint')}>
        {(control) => (
          <Input.TextArea {...control} autoSize={{ minRows: 2 }} value={form.values.qualification ?? ''} onChange={(event) => form.set({ qualification: event.target.value || null })} />
        )}
      </FormItem>
      {post && (
        <FormItem label={labels['/active']} id={form.inputId('/active')} error={form.errors['/active']} group hint={t('people.post_off_hint')}>
          {() => (
            <Checkbox checked={form.values.active} onChange={(event) => form.set({ active: event.target.checked })}>
              {t('common.active')}
            </Checkbox>
          )}
        </FormItem>
      )}
    </FormFrame>
  );
}
