import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'SMS Message',
	description: 'SMS to one person, and messages of an SMS bulk',
};
export { default as get } from './get.operation';
export { default as send } from './send.operation';
