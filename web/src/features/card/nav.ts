import { Contact } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/contacts', label: 'nav.card', icon: Contact, group: 'work', needs: ['customer.view'], also: ['/greetings', '/greeting-settings'] }];
