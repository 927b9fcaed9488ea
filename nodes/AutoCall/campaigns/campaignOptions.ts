import type { Field } from '../../shared/declaration/field';
import { maxCostOption } from './costGuard';
import { outsideAllowedHoursOption } from './quietHours';
import { allowIdenticalOption } from './identicalCampaigns';
import { missingVariablesOption } from './smsTexts';

/** What keeps a campaign from going wrong; Duplicate Protection comes with every create. */
export const campaignOptions: Field[] = [
	allowIdenticalOption,
	maxCostOption,
	missingVariablesOption,
	outsideAllowedHoursOption,
];
