import { integer, oneOf, text, type ValueType } from '../../model/property.ts';

// AWS writes every value as text, and policies may.
const flag = oneOf('true', 'false');

/** The attributes of load balancers by their key. */
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
export const loadBalancerAttributes: Readonly<Record<string, ValueType>> = {
  'deletion_protection.enabled': flag,
  'load_balancing.cross_zone.enabled': flag,
  'access_logs.s3.enabled': flag,
  'access_logs.s3.bucket': text,
  'access_logs.s3.prefix': text,
  'ipv6.deny_all_igw_traffic': flag,
  'client_keep_alive.seconds': integer,
  'connection_logs.s3.enabled': flag,
  'connection_logs.s3.bucket': text,
  'connection_logs.s3.prefix': text,
  'health_check_logs.s3.enabled': flag,
  'health_check_logs.s3.bucket': text,
  'health_check_logs.s3.prefix': text,
  'idle_timeout.timeout_seconds': integer,
  'routing.http.desync_mitigation_mode': oneOf('monitor', 'defensive', 'strictest'),
  'routing.http.drop_invalid_header_fields.enabled': flag,
  'routing.http.preserve_host_header.enabled': flag,
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': flag,
  'routing.http.xff_client_port.enabled': flag,
  'routing.http.xff_header_processing.mode': oneOf('append', 'preserve', 'remove'),
  'routing.http2.enabled': flag,
  'secondary_ips.auto_assigned.per_subnet': integer,
  'waf.fail_open.enabled': flag,
  'zonal_shift.config.enabled': flag,
  'dns_record.client_routing_policy': oneOf(
    'availability_zone_affinity',
    'partial_availability_zone_affinity',
    'any_availability_zone',
  ),
};

// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html
export const targetGroupAttributes: Readonly<Record<string, ValueType>> = {
  'deregistration_delay.timeout_seconds': integer,
  'deregistration_delay.connection_termination.enabled': flag,
  'stickiness.enabled': flag,
  'stickiness.type': oneOf(
    'lb_cookie',
    'app_cookie',
    'source_ip',
    'source_ip_dest_ip',
    'source_ip_dest_ip_proto',
  ),
  'stickiness.app_cookie.cookie_name': text,
  'stickiness.app_cookie.duration_seconds': integer,
  'stickiness.lb_cookie.duration_seconds': integer,
  'load_balancing.cross_zone.enabled': oneOf('true', 'false', 'use_load_balancer_configuration'),
  'load_balancing.algorithm.type': oneOf('round_robin', 'least_outstanding_requests', 'weighted_random'),
  'load_balancing.algorithm.anomaly_mitigation': oneOf('on', 'off'),
  'send_tcp_reset.on_deregistration.enabled': flag,
  'send_tcp_reset.on_unhealthy.enabled': flag,
  'slow_start.duration_seconds': integer,
  'lambda.multi_value_headers.enabled': flag,
  'preserve_client_ip.enabled': flag,
  'proxy_protocol_v2.enabled': flag,
  'target_failover.on_deregistration': oneOf('rebalance', 'no_rebalance'),
  'target_failover.on_unhealthy': oneOf('rebalance', 'no_rebalance'),
  'target_group_health.dns_failover.minimum_healthy_targets.count': text,
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': text,
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': integer,
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': text,
  'target_health_state.unhealthy.connection_termination.enabled': flag,
  'target_health_state.unhealthy.draining_interval_seconds': integer,
};

// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html
export const listenerAttributes: Readonly<Record<string, ValueType>> = {
  'send_tcp_reset.on_idle_timeout.enabled': flag,
  'tcp.idle_timeout.seconds': integer,
  'routing.http.response.server.enabled': flag,
  'routing.http.response.strict_transport_security.header_value': text,
  'routing.http.response.access_control_allow_origin.header_value': text,
  'routing.http.response.access_control_allow_methods.header_value': text,
  'routing.http.response.access_control_allow_headers.header_value': text,
  'routing.http.response.access_control_allow_credentials.header_value': text,
  'routing.http.response.access_control_expose_headers.header_value': text,
  'routing.http.response.access_control_max_age.header_value': text,
  'routing.http.response.content_security_policy.header_value': text,
  'routing.http.response.x_content_type_options.header_value': text,
  'routing.http.response.x_frame_options.header_value': text,
  'routing.http.request.x_amzn_mtls_clientcert_serial_number.header_name': text,
  'routing.http.request.x_amzn_mtls_clientcert_issuer.header_name': text,
  'routing.http.request.x_amzn_mtls_clientcert_subject.header_name': text,
  'routing.http.request.x_amzn_mtls_clientcert_validity.header_name': text,
  'routing.http.request.x_amzn_mtls_clientcert_leaf.header_name': text,
  'routing.http.request.x_amzn_mtls_clientcert.header_name': text,
  'routing.http.request.x_amzn_tls_version.header_name': text,
  'routing.http.request.x_amzn_tls_cipher_suite.header_name': text,
};
