import type { OperationTable } from '../../operation.ts';
import { associatePhoneNumbersWithVoiceConnector } from './associate-phone-numbers-with-voice-connector.ts';
import { associatePhoneNumbersWithVoiceConnectorGroup } from './associate-phone-numbers-with-voice-connector-group.ts';
import { batchDeletePhoneNumber } from './batch-delete-phone-number.ts';
import { batchUpdatePhoneNumber } from './batch-update-phone-number.ts';
import { createPhoneNumberOrder } from './create-phone-number-order.ts';
import { createSipMediaApplication } from './create-sip-media-application.ts';
import { createSipMediaApplicationCall } from './create-sip-media-application-call.ts';
import { createSipRule } from './create-sip-rule.ts';
import { createVoiceConnector } from './create-voice-connector.ts';
import { createVoiceConnectorGroup } from './create-voice-connector-group.ts';
import { deletePhoneNumber } from './delete-phone-number.ts';
import { deleteSipMediaApplication } from './delete-sip-media-application.ts';
import { deleteSipRule } from './delete-sip-rule.ts';
import { deleteVoiceConnector } from './delete-voice-connector.ts';
import { deleteVoiceConnectorGroup } from './delete-voice-connector-group.ts';
import { deleteVoiceConnectorOrigination } from './delete-voice-connector-origination.ts';
import { deleteVoiceConnectorStreamingConfiguration } from './delete-voice-connector-streaming-configuration.ts';
import { deleteVoiceConnectorTermination } from './delete-voice-connector-termination.ts';
import { deleteVoiceConnectorTerminationCredentials } from './delete-voice-connector-termination-credentials.ts';
import { disassociatePhoneNumbersFromVoiceConnector } from './disassociate-phone-numbers-from-voice-connector.ts';
import { disassociatePhoneNumbersFromVoiceConnectorGroup } from './disassociate-phone-numbers-from-voice-connector-group.ts';
import { getGlobalSettings } from './get-global-settings.ts';
import { getPhoneNumber } from './get-phone-number.ts';
import { getPhoneNumberOrder } from './get-phone-number-order.ts';
import { getPhoneNumberSettings } from './get-phone-number-settings.ts';
import { getSipMediaApplication } from './get-sip-media-application.ts';
import { getSipMediaApplicationAlexaSkillConfiguration } from './get-sip-media-application-alexa-skill-configuration.ts';
import { getSipMediaApplicationLoggingConfiguration } from './get-sip-media-application-logging-configuration.ts';
import { getSipRule } from './get-sip-rule.ts';
import { getVoiceConnector } from './get-voice-connector.ts';
import { getVoiceConnectorGroup } from './get-voice-connector-group.ts';
import { getVoiceConnectorLoggingConfiguration } from './get-voice-connector-logging-configuration.ts';
import { getVoiceConnectorOrigination } from './get-voice-connector-origination.ts';
import { getVoiceConnectorStreamingConfiguration } from './get-voice-connector-streaming-configuration.ts';
import { getVoiceConnectorTermination } from './get-voice-connector-termination.ts';
import { getVoiceConnectorTerminationHealth } from './get-voice-connector-termination-health.ts';
import { listAvailableVoiceConnectorRegions } from './list-available-voice-connector-regions.ts';
import { listPhoneNumberOrders } from './list-phone-number-orders.ts';
import { listPhoneNumbers } from './list-phone-numbers.ts';
import { listSipMediaApplications } from './list-sip-media-applications.ts';
import { listSipRules } from './list-sip-rules.ts';
import { listSupportedPhoneNumberCountries } from './list-supported-phone-number-countries.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { listVoiceConnectorGroups } from './list-voice-connector-groups.ts';
import { listVoiceConnectorTerminationCredentials } from './list-voice-connector-termination-credentials.ts';
import { listVoiceConnectors } from './list-voice-connectors.ts';
import { putSipMediaApplicationAlexaSkillConfiguration } from './put-sip-media-application-alexa-skill-configuration.ts';
import { putSipMediaApplicationLoggingConfiguration } from './put-sip-media-application-logging-configuration.ts';
import { putVoiceConnectorLoggingConfiguration } from './put-voice-connector-logging-configuration.ts';
import { putVoiceConnectorOrigination } from './put-voice-connector-origination.ts';
import { putVoiceConnectorStreamingConfiguration } from './put-voice-connector-streaming-configuration.ts';
import { putVoiceConnectorTermination } from './put-voice-connector-termination.ts';
import { putVoiceConnectorTerminationCredentials } from './put-voice-connector-termination-credentials.ts';
import { restorePhoneNumber } from './restore-phone-number.ts';
import { searchAvailablePhoneNumbers } from './search-available-phone-numbers.ts';
import { tagResource } from './tag-resource.ts';
import { untagResource } from './untag-resource.ts';
import { updateGlobalSettings } from './update-global-settings.ts';
import { updatePhoneNumber } from './update-phone-number.ts';
import { updatePhoneNumberSettings } from './update-phone-number-settings.ts';
import { updateSipMediaApplication } from './update-sip-media-application.ts';
import { updateSipMediaApplicationCall } from './update-sip-media-application-call.ts';
import { updateSipRule } from './update-sip-rule.ts';
import { updateVoiceConnector } from './update-voice-connector.ts';
import { updateVoiceConnectorGroup } from './update-voice-connector-group.ts';

/** The operations of Chime SDK Voice that are emulated. */
export const voiceOperations = {
  AssociatePhoneNumbersWithVoiceConnector: associatePhoneNumbersWithVoiceConnector,
  AssociatePhoneNumbersWithVoiceConnectorGroup: associatePhoneNumbersWithVoiceConnectorGroup,
  BatchDeletePhoneNumber: batchDeletePhoneNumber,
  BatchUpdatePhoneNumber: batchUpdatePhoneNumber,
  CreatePhoneNumberOrder: createPhoneNumberOrder,
  CreateSipMediaApplication: createSipMediaApplication,
  CreateSipMediaApplicationCall: createSipMediaApplicationCall,
  CreateSipRule: createSipRule,
  CreateVoiceConnector: createVoiceConnector,
  CreateVoiceConnectorGroup: createVoiceConnectorGroup,
  DeletePhoneNumber: deletePhoneNumber,
  DeleteSipMediaApplication: deleteSipMediaApplication,
  DeleteSipRule: deleteSipRule,
  DeleteVoiceConnector: deleteVoiceConnector,
  DeleteVoiceConnectorGroup: deleteVoiceConnectorGroup,
  DeleteVoiceConnectorOrigination: deleteVoiceConnectorOrigination,
  DeleteVoiceConnectorStreamingConfiguration: deleteVoiceConnectorStreamingConfiguration,
  DeleteVoiceConnectorTermination: deleteVoiceConnectorTermination,
  DeleteVoiceConnectorTerminationCredentials: deleteVoiceConnectorTerminationCredentials,
  DisassociatePhoneNumbersFromVoiceConnector: disassociatePhoneNumbersFromVoiceConnector,
  DisassociatePhoneNumbersFromVoiceConnectorGroup: disassociatePhoneNumbersFromVoiceConnectorGroup,
  GetGlobalSettings: getGlobalSettings,
  GetPhoneNumber: getPhoneNumber,
  GetPhoneNumberOrder: getPhoneNumberOrder,
  GetPhoneNumberSettings: getPhoneNumberSettings,
  GetSipMediaApplication: getSipMediaApplication,
  GetSipMediaApplicationAlexaSkillConfiguration: getSipMediaApplicationAlexaSkillConfiguration,
  GetSipMediaApplicationLoggingConfiguration: getSipMediaApplicationLoggingConfiguration,
  GetSipRule: getSipRule,
  GetVoiceConnector: getVoiceConnector,
  GetVoiceConnectorGroup: getVoiceConnectorGroup,
  GetVoiceConnectorLoggingConfiguration: getVoiceConnectorLoggingConfiguration,
  GetVoiceConnectorOrigination: getVoiceConnectorOrigination,
  GetVoiceConnectorStreamingConfiguration: getVoiceConnectorStreamingConfiguration,
  GetVoiceConnectorTermination: getVoiceConnectorTermination,
  GetVoiceConnectorTerminationHealth: getVoiceConnectorTerminationHealth,
  ListAvailableVoiceConnectorRegions: listAvailableVoiceConnectorRegions,
  ListPhoneNumberOrders: listPhoneNumberOrders,
  ListPhoneNumbers: listPhoneNumbers,
  ListSipMediaApplications: listSipMediaApplications,
  ListSipRules: listSipRules,
  ListSupportedPhoneNumberCountries: listSupportedPhoneNumberCountries,
  ListTagsForResource: listTagsForResource,
  ListVoiceConnectorGroups: listVoiceConnectorGroups,
  ListVoiceConnectorTerminationCredentials: listVoiceConnectorTerminationCredentials,
  ListVoiceConnectors: listVoiceConnectors,
  PutSipMediaApplicationAlexaSkillConfiguration: putSipMediaApplicationAlexaSkillConfiguration,
  PutSipMediaApplicationLoggingConfiguration: putSipMediaApplicationLoggingConfiguration,
  PutVoiceConnectorLoggingConfiguration: putVoiceConnectorLoggingConfiguration,
  PutVoiceConnectorOrigination: putVoiceConnectorOrigination,
  PutVoiceConnectorStreamingConfiguration: putVoiceConnectorStreamingConfiguration,
  PutVoiceConnectorTermination: putVoiceConnectorTermination,
  PutVoiceConnectorTerminationCredentials: putVoiceConnectorTerminationCredentials,
  RestorePhoneNumber: restorePhoneNumber,
  SearchAvailablePhoneNumbers: searchAvailablePhoneNumbers,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateGlobalSettings: updateGlobalSettings,
  UpdatePhoneNumber: updatePhoneNumber,
  UpdatePhoneNumberSettings: updatePhoneNumberSettings,
  UpdateSipMediaApplication: updateSipMediaApplication,
  UpdateSipMediaApplicationCall: updateSipMediaApplicationCall,
  UpdateSipRule: updateSipRule,
  UpdateVoiceConnector: updateVoiceConnector,
  UpdateVoiceConnectorGroup: updateVoiceConnectorGroup,
} satisfies OperationTable;
