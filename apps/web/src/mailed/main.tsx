import '../style/mailed.css';
import { createRoot } from 'react-dom/client';
import { type MailedPageData, readPageData } from '../page-data.js';
import { repairDeviceZone } from '../shared/device-zone.js';
import { ApprovalPage } from './approval-page.js';
import { OptInPage } from './opt-in-page.js';

repairDeviceZone();
const root = document.getElementById('app');
const data = readPageData<MailedPageData>();

if (root !== null && data !== null) {
  createRoot(root).render(data.kind === 'optIn' ? <OptInPage {...data} /> : <ApprovalPage {...data} />);
}
