import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'SMS Message',
	description: 'Text one person; one message of an SMS bulk',
};
export { default as get } from './get.operation';
export { default as send } from './send.operation';
