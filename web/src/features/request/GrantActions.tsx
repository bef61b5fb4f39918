import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { issueCopy, refreshRequests, type CopySheet, type Grant } from '@/api/request';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { noticeError } from '@/shared/overlay/notice';
import { CopyDialog } from './CopyDialog';
import { RevokeDialog } from './RevokeDialog';

/** What can be done with a grant that holds: making the copy it is for, giving it back, taking it away. */
export function GrantActions({ grant }: { grant: Grant }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const [revoking, setRevoking] = useState(false);
  const [sheet, setSheet] = useState<CopySheet | null>(null);
  const [busy, setBusy] = useState(false);
  if (!grant.holds) return null;
  const own = grant.person.id === me.person.id;
  const copies = own && (grant.action === 'copy' || grant.action === 'disclosure');
  const issue = async () => {
    setBusy(true);
    try {
      setSheet(await issueCopy(grant.id));
      void refreshRequests(client);
    } catch (error) {
      noticeError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {copies && (
        <Button type="primary" loading={busy} onClick={() => void issue()}>
          {t(grant.action === 'copy' ? 'request.make_copy' : 'request.make_disclosure')}
        </Button>
      )}
      <Button onClick={() => setRevoking(true)}>{t(own ? 'request.give_back' : 'request.revoke')}</Button>
      {revoking && <RevokeDialog grant={grant} own={own} onClose={() => setRevoking(false)} />}
      {sheet && <CopyDialog sheet={sheet} onClose={() => setSheet(null)} />}
    </>
  );
}
