import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'SMS Message',
	description: 'One message of an SMS bulk',
};
export { default as get } from './get.operation';
