import without from 'lodash/without';

import type { Field } from '../../shared/declaration/field';
import { maxCostOption } from './costGuard';
import { allowedDaysOption, outsideAllowedHoursOption } from './quietHours';
import { allowIdentical } from './identicalCampaigns';
import { missingVariablesOption } from './smsTexts';

/** The options that guard a campaign; Duplicate Protection comes with every create. */
export const campaignOptions: Field[] = [
	allowedDaysOption,
	allowIdentical,
	maxCostOption,
	missingVariablesOption,
	outsideAllowedHoursOption,
];

/** The same for one person, whose text has no variables. */
export const oneRecipientOptions = without(campaignOptions, missingVariablesOption);
