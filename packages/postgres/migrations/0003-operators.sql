-- Whoever is at the command line acts too: as `operator:UID`, the operating-system user that owns the control socket.
-- Rows that stand already met the narrower checks: not read again, so that a long log holds nobody up.
alter table audit_event
  drop constraint audit_event_actor_kind_check,
  drop constraint audit_event_check,
  add constraint audit_event_actor_kind_check check (actor_kind in ('person', 'device', 'system', 'operator')) not valid,
  add constraint audit_event_actor_number_check check (case actor_kind
    when 'person' then actor_number is not null and actor_number not like 'operator:%'
    when 'operator' then actor_number is not null and actor_number like 'operator:%'
    else actor_number is null end) not valid;
