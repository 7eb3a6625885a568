-- Columns added with a default, renamed and dropped, a table renamed, while the pipeline streams.
-- @before
create table a (id int primary key auto_increment, v varchar(20), n int not null default 5);
insert into a(v,n) values ('one',1),('two',2),('three',3);
create table b (id int primary key, e enum('x','y') , t text);
insert into b values (1,'x','t'),(2,'y',null);
create table c (id int primary key, v int);
insert into c values (1,1),(2,2);
create table d (id int primary key, v int); insert into d values (1,10);
create table f (id int primary key, parent int, constraint fk1 foreign key (parent) references c(id) on delete cascade); insert into f values (1,1),(2,2);
-- @stream
alter table a add column extra int not null default 7;
insert into a(v,n,extra) values ('four',4,40);
alter table a add column first_col varchar(5) first;
insert into a(first_col,v,n,extra) values ('f','five',5,50);
alter table a drop column n;
insert into a(first_col,v,extra) values ('g','six',60);
alter table a rename column v to vv;
insert into a(first_col,vv,extra) values ('h','seven',70);
alter table b modify e enum('x','y','z') not null default 'z';
insert into b values (3,'z','new');
alter table b modify t varchar(300);
insert into b values (4,'x','newer');
create table g (id int primary key, v datetime(3)); insert into g values (1,'2020-01-01 00:00:00.123');
rename table c to c_new; insert into c_new values (3,3);
truncate table d; insert into d values (2,20);
delete from c_new where id=1;
alter table c_new add unique index u_v (v);
create index i_v on d(v);
drop table g;
